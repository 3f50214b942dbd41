import { expect, test, type Page } from '../support/test.ts'
import { hydrated, withoutLiveLink } from '../support/page.ts'
import { PASSWORD } from '../support/people.ts'
import { rows, sheet } from '../support/bookings.ts'

/** Presses Tab until what has the focus fits. */
async function tabTo(page: Page, what: string, most = 60) {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((what) => document.activeElement?.matches(what) ?? false, what)) return
  }
  throw new Error(`${what} cannot be reached`)
}

test('a working day without a mouse', async ({ page }) => {
  await page.goto('/login')
  await expect(page.locator('[name=login]')).toBeFocused()
  await page.keyboard.type('manager@salon.test')
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/crm$/)
  await hydrated(page)

  // Past the bars at once.
  await page.keyboard.press('Tab')
  await expect(page.locator('.skip')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('bookings')
  await expect(page.getByRole('option').first()).toContainText('Bookings')
  await page.keyboard.press('Enter')
  await expect(rows(page)).not.toHaveCount(0)

  await page.keyboard.press('/')
  await page.keyboard.type('анна')
  await expect(page).toHaveURL(/q=/)
  await expect(rows(page).first()).toContainText(/анна/i)
  await tabTo(page, 'tr.row a')
  await page.keyboard.press('Enter')
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
  await expect(page.locator('#close-sheet')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)
  await expect(page.locator('tr.row a').first()).toBeFocused()

  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('over a narrow page the sheet keeps the keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 900 })
  // What others do would draw the sheet anew.
  await withoutLiveLink(page)
  await page.goto('/login?next=/crm/bookings')
  await page.locator('[name=login]').fill('manager@salon.test')
  await page.locator('[name=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await hydrated(page)
  await page.locator('tr.row a').first().click()
  await expect(page.locator('#close-sheet')).toBeFocused()
  await expect(page.locator('aside.side').getByRole('heading', { level: 2 })).toBeVisible()
  const inside = () => page.evaluate(() => document.activeElement?.closest('aside.side') !== null)
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press('Tab')
    expect(await inside()).toBe(true)
  }
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press('Shift+Tab')
    expect(await inside()).toBe(true)
  }
})
