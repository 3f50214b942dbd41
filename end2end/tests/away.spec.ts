import { expect, test } from '../support/test.ts'
import { signIn } from '../support/people.ts'
import { open, prefer } from '../support/page.ts'
import { expectAsked, more, openBookings, rows, search, searchFor, shownIds } from '../support/bookings.ts'

const NO_CONNECTION = 'Can’t reach the server'

test.beforeEach(async ({ page, expected }) => {
  expected.push(/ERR_CONNECTION_REFUSED/)
  await signIn(page, 'director')
})

test('without a server "more" says so, keeps the list, and goes on later', async ({ page }) => {
  await openBookings(page, '?status=completed')
  await page.route('**/api/**', (route) => route.abort('connectionrefused'))
  const before = await rows(page).count()
  // A piece that was on its way before is no failure, and a click during it asks for nothing.
  await expect(async () => {
    await more(page).click()
    await expect(page.getByText(NO_CONNECTION)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 10_000 })
  expect(await rows(page).count()).toBeGreaterThanOrEqual(before)
  await page.unroute('**/api/**')
  const shown = await rows(page).count()
  await more(page).click()
  await expect.poll(() => rows(page).count()).toBeGreaterThan(shown)
  await expect(page.getByText(NO_CONNECTION)).toHaveCount(0)
  const ids = await shownIds(page)
  expect(new Set(ids).size).toBe(ids.length)
})

test('without a server a search says so and keeps what was typed', async ({ page }) => {
  await openBookings(page)
  await page.route('**/api/**', (route) => route.abort('connectionrefused'))
  await searchFor(page, 'massage')
  await expect(page.getByText(NO_CONNECTION)).toBeVisible()
  await expect(search(page)).toHaveValue('massage')
  await expectAsked(page, { q: 'massage' })
  await page.unroute('**/api/**')
  await search(page).pressSequentially(' aroma')
  await expectAsked(page, { q: 'massage aroma' })
  await expect(rows(page).filter({ hasText: /aromatherapy massage/i })).not.toHaveCount(0)
  await expect(page.getByText(NO_CONNECTION)).toHaveCount(0)
})

test('without a server a booking says so', async ({ page }) => {
  await openBookings(page)
  await page.route('**/api/**', (route) => route.abort('connectionrefused'))
  await page.locator('tr.row td.client a').first().click()
  await expect(page.locator('aside.side').getByText(NO_CONNECTION)).toBeVisible()
})

test('whoever was signed out meanwhile is told', async ({ page, context, expected }) => {
  expected.push(/401/)
  await openBookings(page)
  await context.clearCookies()
  await searchFor(page, 'massage')
  await expect(page.getByRole('alert').getByText('You’ve been signed out')).toBeVisible()
  const signIn = page.getByRole('main').getByRole('link', { name: 'Sign in' })
  await expect(signIn).toHaveAttribute('href', '/login?next=/crm/bookings%3Fq%3Dmassage')
  await expect(search(page)).toHaveValue('massage')
})

test('what failed without a network is there by itself when the network is back', async ({
  page,
  context,
  expected,
}) => {
  // A chunk that is loaded ahead may be on its way.
  expected.push(/ERR_INTERNET_DISCONNECTED|__wasm_split/)
  await openBookings(page)
  await context.setOffline(true)
  await searchFor(page, 'massage')
  await expect(page.getByText(NO_CONNECTION)).toBeVisible()
  await context.setOffline(false)
  await expect(rows(page).filter({ hasText: /massage/i })).not.toHaveCount(0)
  await expect(page.getByText(NO_CONNECTION)).toHaveCount(0)
})

test('a page that is loaded without a network is one of ours, and is there again with it', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: process.env.CRM_URL, serviceWorkers: 'allow' })
  const page = await context.newPage()
  await prefer(page, { language: 'ru' })
  await signIn(page, 'manager')
  await open(page, '/crm')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await page.goto('/crm/bookings')
  await expect(page.getByText('Нет связи с сервером')).toBeVisible()
  await expect(page.locator('.rail a[href="/crm/bookings"]')).toBeVisible()
  await expect(page).toHaveURL(/\/crm\/bookings$/)
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Обновить' }).click()
  await expect(rows(page).first()).toBeVisible()
  await context.close()
})
