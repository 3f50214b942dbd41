import { expect, test } from '../support/test.ts'
import { signIn } from '../support/people.ts'
import {
  MASSAGE,
  clients,
  expectAsked,
  expectStillShown,
  figure,
  openBookings,
  rows,
  scrollForMore,
  scrollToEnd,
  sheet,
  shownIds,
} from '../support/bookings.ts'

test.beforeEach(async ({ page }) => {
  await signIn(page, 'director')
})

test('scrolling shows every booking once', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page, '?status=pending')
  const pending = await figure(page, 'Pending')
  await scrollToEnd(page)
  const ids = await shownIds(page)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(pending)
})

test('each day is headed once', async ({ page }) => {
  await openBookings(page, '?from=2026-10-01&to=2026-10-07')
  await scrollToEnd(page)
  const days = await page.locator('tr.day').allInnerTexts()
  expect(days).toHaveLength(7)
  expect(new Set(days).size).toBe(7)
})

test('Back from a sheet shows the list as it was left', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page, '?status=completed')
  await scrollForMore(page)
  const ids = await shownIds(page)
  const link = clients(page).nth(ids.length - 3)
  await link.scrollIntoViewIfNeeded()
  const y = await page.evaluate(() => scrollY)
  await link.click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
  await expectStillShown(page, ids)
  await page.goBack()
  await expect(sheet(page)).toHaveCount(0)
  await expectAsked(page, { status: 'completed' })
  await expectStillShown(page, ids)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(y / 2)
})

test('Back from another list shows the list as it was left', async ({ page }) => {
  await openBookings(page, '?status=completed')
  await scrollForMore(page)
  const ids = await shownIds(page)
  await page.getByRole('link', { name: 'Cancelled', exact: true }).click()
  await expectAsked(page, { status: 'cancelled' })
  await expect(rows(page).locator('.pill.is-completed')).toHaveCount(0)
  await page.goBack()
  await expectAsked(page, { status: 'completed' })
  await expect(rows(page).locator('.pill.is-cancelled')).toHaveCount(0)
  await expectStillShown(page, ids)
})

test('Back from another page shows the list as it was left', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page, '?status=completed')
  await scrollForMore(page)
  const ids = await shownIds(page)
  await page.locator('nav a[href="/crm"]:visible').click()
  await expect(page).toHaveURL('/crm')
  await expect(rows(page)).toHaveCount(0)
  await page.goBack()
  await expectAsked(page, { status: 'completed' })
  await expect(() => expectStillShown(page, ids)).toPass({ timeout: 10_000 })
})

test('Back from another page shows the search again', async ({ page }) => {
  await openBookings(page)
  await page.locator('#search').pressSequentially('massage')
  await expectAsked(page, { q: 'massage' })
  await page.locator('nav a[href="/crm"]:visible').click()
  await expect(page).toHaveURL('/crm')
  await page.goBack()
  await expectAsked(page, { q: 'massage' })
  await expect(page.locator('#search')).toHaveValue('massage')
  await expect(rows(page).filter({ hasNotText: MASSAGE })).toHaveCount(0)
  await expect(rows(page)).not.toHaveCount(0)
})

test('whoever comes back to a long list finds it where they left it', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page)
  for (let piece = 0; piece < 4; piece++) await scrollForMore(page)
  const count = await rows(page).count()
  await page.evaluate(() => scrollTo(0, 3000))
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(3000)
  await page.getByRole('navigation').getByRole('link', { name: 'Today' }).locator('visible=true').click()
  await expect(page).toHaveURL(/\/crm$/)
  await page.goBack()
  await expect.poll(() => rows(page).count()).toBeGreaterThanOrEqual(count)
  // A fraction of a pixel may be lost on the way.
  await expect.poll(() => page.evaluate(() => Math.abs(scrollY - 3000))).toBeLessThan(3)
})
