import { expect, test, type Page } from '../support/test.ts'
import { holdFirst, open } from '../support/page.ts'
import { signIn } from '../support/people.ts'

const GALLERY = '/crm/ui'

test.beforeEach(async ({ page }) => {
  await signIn(page, 'director')
})

test('a client of thousands is found and chosen by keyboard', async ({ page }) => {
  await open(page, GALLERY)
  const field = page.getByRole('combobox', { name: 'Client', exact: true })
  const options = page.getByRole('listbox', { name: 'Client', exact: true }).getByRole('option')
  await field.click()
  await page.keyboard.type('анна')
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  await expect(options.nth(1)).toBeVisible()
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id'))!)
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(options.first()).toHaveAttribute('aria-selected', 'false')
  const name = await options.nth(1).locator('bdi').first().innerText()
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue(name)
  await expect(field).toHaveAttribute('aria-expanded', 'false')
  await expect(field).toBeFocused()
  await expect(page.locator('input[type=hidden][name=client]')).toHaveValue(/^\d+$/)
  // What is typed then is another search; nothing is chosen until it is.
  await page.keyboard.type('щщщ')
  await expect(page.locator('input[type=hidden][name=client]')).toHaveValue('')
  await expect(page.locator('#client-options')).toContainText('Nothing found')
  await page.keyboard.press('Escape')
  await expect(field).toHaveAttribute('aria-expanded', 'false')
  await expect(field).toHaveValue(`${name}щщщ`)
})

test('only the latest answer counts', async ({ page }) => {
  await open(page, GALLERY)
  const first = await holdFirst(page, '**/api/lookup/look_up*')
  const field = page.getByRole('combobox', { name: 'Client', exact: true })
  await field.fill('щщщщ')
  await first.asked
  await field.fill('анна')
  const options = page.getByRole('listbox', { name: 'Client', exact: true }).getByRole('option')
  await expect(options.first()).toBeVisible()
  await first.release()
  await expect(options.first()).toBeVisible()
})

test('what does not come says so', async ({ page }) => {
  await open(page, GALLERY)
  await page.getByRole('combobox', { name: 'Client while the server is away' }).fill('a')
  await expect(page.locator('#client-broken-options')).toContainText('temporarily unavailable')
})

test('a sheet keeps the keyboard inside, and gives the focus back', { tag: '@phone' }, async ({ page }) => {
  await open(page, GALLERY)
  const button = page.getByRole('button', { name: 'Open the sheet' })
  await button.click()
  const sheet = page.getByRole('dialog', { name: 'New service' })
  await expect(sheet).toBeVisible()
  for (let press = 0; press < 8; press += 1) {
    await page.keyboard.press('Tab')
    expect(await outside(page)).toBe(false)
  }
  await expect(sheet.getByRole('button', { name: 'Save' })).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(button).toBeFocused()
  await button.click()
  await sheet.getByRole('button', { name: 'Cancel' }).click()
  await expect(sheet).toBeHidden()
  await expect(button).toBeFocused()
})

/** Whether the focus is on something that a dialog covers; the browser's own bars are none of ours. */
function outside(page: Page) {
  return page.evaluate(() => {
    const active = document.activeElement
    return !!active && active !== document.body && !active.closest('dialog')
  })
}

test('an amount is read in any notation, and what is none keeps standing', async ({ page }) => {
  await open(page, GALLERY)
  const field = page.getByLabel('Price', { exact: true })
  const note = page.locator('#money-aed-note')
  await expect(field).toHaveValue('1,234.50')
  for (const [typed, minor] of [
    ['1234.5', '123450'],
    ['1 234,50', '123450'],
    ['١٢٫٥', '1250'],
  ] as const) {
    await field.fill(typed)
    await expect(note).toContainText(`Minor units: ${minor}`)
    await expect(field).toHaveValue(typed)
  }
  await field.fill('twelve')
  await expect(note).toContainText('none')
  await expect(field).not.toHaveAttribute('aria-invalid', 'true')
  await field.blur()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(note).toContainText('1,234.50')
  await expect(field).toHaveValue('twelve')
})

test('a choice, a day and a time are taken from the browser’s own fields', { tag: '@phone' }, async ({ page }) => {
  await open(page, GALLERY)
  await page.getByLabel('Source', { exact: true }).selectOption('website')
  await expect(page.locator('#select-plain-note')).toContainText('website')
  const days = page.locator('.field').filter({ has: page.locator('#day') })
  await page.locator('#day').fill('2026-12-31')
  await expect(days).toContainText('Chosen: 2026-12-31')
  const today = days.getByRole('button', { name: 'Today' })
  await expect(today).toHaveAttribute('aria-pressed', 'false')
  await today.click()
  await expect(today).toHaveAttribute('aria-pressed', 'true')
  await expect(days).not.toContainText('2026-12-31')
  await page.locator('#start').fill('10:45')
  await expect(page.locator('#start-note')).toContainText('10:45')
})

test('a phone stays as it is typed, and is shown in groups', async ({ page }) => {
  await open(page, GALLERY)
  const field = page.getByLabel('Phone', { exact: true })
  await field.fill('+971501234567')
  await expect(field).toHaveValue('+971501234567')
  await expect(page.locator('#phone-empty-note')).toContainText('+971 501 234 567')
})

test('a popover opens at its button and closes by Escape', { tag: '@phone' }, async ({ page }) => {
  await open(page, GALLERY)
  const button = page.getByRole('button', { name: 'Filters' })
  await button.click()
  await expect(page.locator('#gallery-popover')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('#gallery-popover')).toBeHidden()
})
