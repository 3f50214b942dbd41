import { expect, test, type Page } from '../support/test.ts'
import { open } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import { MANICURE, rows, sheet } from '../support/bookings.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' })
const options = (page: Page) => palette(page).getByRole('option')

async function openPalette(page: Page, typed: string) {
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type(typed)
}

test('a page is gone to by a few letters and Enter', async ({ page }) => {
  await signIn(page, 'director')
  await open(page, '/crm')
  await openPalette(page, 'book')
  await expect(options(page).first()).toContainText('Bookings')
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/crm\/bookings$/)
  await expect(palette(page)).toHaveCount(0)
})

test('a client and a booking are found from any page', async ({ page }) => {
  await signIn(page, 'manager')
  await open(page, '/crm/profile')
  await openPalette(page, 'анна')
  await options(page).filter({ hasText: 'visit' }).first().click()
  await expect(page).toHaveURL(/\/crm\/bookings\?q=/)
  await expect(rows(page)).not.toHaveCount(0)
  await openPalette(page, 'маникюр')
  await options(page).filter({ hasText: MANICURE }).first().click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
})

test('arrows choose, Escape closes and gives the focus back', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'director')
  await open(page, '/crm')
  const button = page.getByRole('button', { name: 'Search and commands' })
  await button.click()
  const field = palette(page).getByRole('combobox')
  await expect(field).toBeFocused()
  const selected = options(page).and(page.locator('[aria-selected=true]'))
  const first = await selected.innerText()
  await page.keyboard.press('ArrowDown')
  await expect(selected).not.toHaveText(first)
  await page.keyboard.press('ArrowUp')
  await expect(selected).toHaveText(first)
  await field.fill('zzzzqqqq')
  await expect(palette(page).getByRole('status')).toHaveText('Nothing found')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('language and theme are switched from it', async ({ page }) => {
  await signIn(page, 'director')
  await open(page, '/crm')
  await openPalette(page, 'dark')
  await expect(options(page).first()).toContainText('Dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html[data-theme=dark]')).toBeAttached()
  await open(page, '/crm')
  await openPalette(page, 'العربية')
  await page.keyboard.press('Enter')
  await expect(page.locator('html[dir=rtl]')).toBeAttached()
})

test('a marketer finds pages, and nobody', async ({ page }) => {
  await signIn(page, 'marketer')
  await open(page, '/crm')
  await openPalette(page, 'a')
  await expect(options(page).first()).toBeVisible()
  await expect(palette(page).getByText('Clients')).toHaveCount(0)
  await expect(palette(page).getByText('Bookings')).toHaveCount(0)
})

test('the shortcuts are told by a question mark, but not while typing', async ({ page }) => {
  await signIn(page, 'director')
  await open(page, '/crm/bookings')
  await page.keyboard.press('/')
  await expect(page.locator('#search')).toBeFocused()
  await page.keyboard.type('?')
  await expect(page.locator('#search')).toHaveValue('?')
  await page.locator('#search').blur()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
