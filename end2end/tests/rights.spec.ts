import { expect, test } from '../support/test.ts'
import { signIn } from '../support/people.ts'
import { clients, figures, openBookings, rows, sheet, shownIds } from '../support/bookings.ts'
import { open } from '../support/page.ts'

const MASTER = 'Анна Ковалёва'

test('a master sees only their own bookings', async ({ page, expected }) => {
  expected.push(/404/)
  await signIn(page, 'director')
  await openBookings(page)
  const foreign = await clients(page)
    .nth(await indexOf(page, (master) => master !== MASTER))
    .getAttribute('href')
  await signIn(page, 'master')
  await openBookings(page)
  await expect(rows(page)).not.toHaveCount(0)
  await expect(rows(page).locator('td.master').filter({ hasNotText: MASTER })).toHaveCount(0)
  await expect(page.locator('[popovertarget=masters]')).toHaveCount(0)
  // Asking for another master's by hand shows nothing of them.
  for (const master of [1, 8, 9, 10]) {
    await openBookings(page, `?master=${master}`)
    await expect(rows(page).locator('td.master').filter({ hasNotText: MASTER })).toHaveCount(0)
  }
  const answer = await page.goto(foreign!)
  expect(answer?.status()).toBe(404)
  await expect(sheet(page).getByText('Booking not found')).toBeVisible()
})

async function indexOf(page: import('@playwright/test').Page, fits: (master: string) => boolean) {
  return (await rows(page).locator('td.master').allInnerTexts()).findIndex(fits)
}

test('a master sees contacts masked', async ({ page }) => {
  await signIn(page, 'master')
  await openBookings(page)
  const contacts = (await rows(page).locator('td.client small').allTextContents()).filter(Boolean)
  expect(contacts.length).toBeGreaterThan(0)
  for (const contact of contacts) expect(contact).toMatch(/^(··· \d{4}|@.{0,2}···)$/)
  // Clients of other tests have no contacts.
  await rows(page).filter({ hasText: '···' }).first().locator('td.client a').click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
  await expect(sheet(page)).not.toContainText(/\d{3}[ -]?\d{4}/)
  await expect(sheet(page).locator('dd').filter({ hasText: '···' })).not.toHaveCount(0)
})

test('a director sees contacts whole', async ({ page }) => {
  await signIn(page, 'director')
  await openBookings(page)
  await expect(rows(page).locator('td.client small').filter({ hasText: '···' })).toHaveCount(0)
})

test('revenue is for those whose business it is', async ({ page }) => {
  for (const [role, count] of [
    ['director', 4],
    ['accountant', 4],
    ['manager', 3],
    ['sales', 3],
  ] as const) {
    // What the page before still asks for is not of the next person.
    await page.goto('about:blank')
    await signIn(page, role)
    await openBookings(page)
    await expect(figures(page), role).toHaveCount(count)
  }
})

test('a marketer is told that bookings are not for their role', async ({ page, expected }) => {
  expected.push(/403/)
  await signIn(page, 'marketer')
  await open(page, '/crm')
  await expect(page.locator('a[href="/crm/bookings"]')).toHaveCount(0)
  const answer = await page.goto('/crm/bookings')
  expect(answer?.status()).toBe(403)
  await expect(page.getByText('You don’t have access to this page')).toHaveCount(1)
  await expect(page.getByRole('main').getByRole('link', { name: 'Go to home page' })).toBeVisible()
  await expect(rows(page)).toHaveCount(0)
  expect(await shownIds(page)).toEqual([])
})
