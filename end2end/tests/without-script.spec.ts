import { expect, test } from '../support/test.ts'
import { signIn } from '../support/people.ts'
import { BOOKINGS, clients, expectAsked, figure, figures, more, rows, sheet, shownIds } from '../support/bookings.ts'

test.use({ javaScriptEnabled: false })

test.beforeEach(async ({ page }) => {
  await signIn(page, 'director')
})

test('rows, figures and filters are in the page that the server sends', async ({ page }) => {
  await page.goto(BOOKINGS)
  await expect(rows(page)).not.toHaveCount(0)
  await expect(figures(page)).toHaveCount(4)
  expect(await figure(page, 'Total')).toBeGreaterThan(9_000)
  await expect(page.locator('.skeleton')).toHaveCount(0)
  await page.getByRole('link', { name: 'Cancelled' }).click()
  await expectAsked(page, { status: 'cancelled' })
  await expect(rows(page).locator('.pill:not(.is-cancelled)')).toHaveCount(0)
})

test('the sheet is in the page that the server sends', async ({ page }) => {
  await page.goto(`${BOOKINGS}?status=completed`)
  const name = await clients(page).first().innerText()
  await clients(page).first().click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toHaveText(name)
  await expect(sheet(page).getByRole('heading', { name: 'History' })).toBeVisible()
  await expect(rows(page)).not.toHaveCount(0)
  await sheet(page).getByRole('link', { name: 'Close' }).click()
  await expectAsked(page, { status: 'completed' })
  await expect(sheet(page)).toHaveCount(0)
})

test('"more" leads to the next piece', async ({ page }) => {
  await page.goto(BOOKINGS)
  const first = await shownIds(page)
  await more(page).click()
  await expect(page).toHaveURL(/after=/)
  const second = await shownIds(page)
  expect(second.length).toBeGreaterThan(0)
  expect(second.filter((id) => first.includes(id))).toEqual([])
})

test('a search is a form', async ({ page }) => {
  await page.goto(`${BOOKINGS}?sort=oldest`)
  await page.locator('#search').fill('МАНИКЮР')
  await page.locator('#search').press('Enter')
  await expectAsked(page, { q: 'МАНИКЮР', sort: 'oldest' })
  await expect(page.locator('#search')).toHaveValue('МАНИКЮР')
  await expect(page.locator('tr.row mark').first()).toHaveText(/^маникюр$/i)
})

test("a period of one's own is a form", async ({ page }) => {
  await page.goto(`${BOOKINGS}?status=completed`)
  await page.locator('[popovertarget=periods]').click()
  await page.getByLabel('From', { exact: true }).fill('2026-09-01')
  await page.getByLabel('To', { exact: true }).fill('2026-09-07')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expectAsked(page, { status: 'completed', from: '2026-09-01', to: '2026-09-07' })
})
