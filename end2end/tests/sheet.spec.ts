import { expect, test } from '../support/test.ts'
import { open } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import { clients, expectAsked, expectStillShown, openBookings, sheet, shownIds } from '../support/bookings.ts'

test.beforeEach(async ({ page }) => {
  await signIn(page, 'director')
})

test('a booking opens beside its list, and closes by its link', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page, '?status=completed')
  const ids = await shownIds(page)
  const name = await clients(page).nth(1).innerText()
  await clients(page).nth(1).click()
  await expect(page).toHaveURL(`/crm/bookings/${ids[1]}?status=completed`)
  await expect(sheet(page).getByRole('heading', { level: 2 })).toHaveText(name)
  for (const fact of ['When', 'Master', 'Service', 'Price', 'Visits']) {
    await expect(sheet(page).locator('dt', { hasText: fact }).first()).toBeVisible()
  }
  await expect(sheet(page).locator('.story li')).not.toHaveCount(0)
  await expectStillShown(page, ids)
  await expect(clients(page).nth(1)).toHaveAttribute('aria-current', 'true')
  await sheet(page).getByRole('link', { name: 'Close' }).click()
  await expectAsked(page, { status: 'completed' })
  await expect(sheet(page)).toHaveCount(0)
  await expectStillShown(page, ids)
})

test('a booking closes by Escape and by Back', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page, '?q=massage')
  await clients(page).first().click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)
  await expectAsked(page, { q: 'massage' })
  await clients(page).nth(1).click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
  await page.goBack()
  await expect(sheet(page)).toHaveCount(0)
  await expectAsked(page, { q: 'massage' })
})

test('a double tap opens a booking once', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page)
  const before = await page.evaluate(() => history.length)
  await clients(page).nth(2).dblclick()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
  expect(await page.evaluate(() => history.length)).toBe(before + 1)
  await page.goBack()
  await expect(sheet(page)).toHaveCount(0)
})

test('a booking opens by keyboard', async ({ page }) => {
  await openBookings(page)
  await clients(page).first().focus()
  await page.keyboard.press('Enter')
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
  await expect(sheet(page).getByRole('link', { name: 'Close' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(sheet(page)).toHaveCount(0)
  await expect(clients(page).first()).toBeFocused()
})

test('a wrong number is answered 404, in words, beside the list', async ({ page, expected }) => {
  expected.push(/404/)
  await openBookings(page)
  const ids = await shownIds(page)
  for (const id of ['999999999', '0', '-1', 'abc', '99999999999999999999', '%00', encodeURIComponent('<b>')]) {
    const answer = await page.goto(`/crm/bookings/${id}`)
    expect.soft(answer?.status(), id).toBe(404)
    await expect.soft(sheet(page).getByText('Booking not found'), id).toBeVisible()
    await expectStillShown(page, ids)
  }
})

test('a closed booking is not in the way of Back', { tag: '@phone' }, async ({ page }) => {
  await open(page, '/crm')
  await page.getByRole('navigation').getByRole('link', { name: 'Bookings' }).locator('visible=true').click()
  await expect(clients(page)).not.toHaveCount(0)
  for (const number of [0, 1]) {
    await clients(page).nth(number).click()
    await expect(sheet(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(sheet(page)).toHaveCount(0)
  }
  await page.goBack()
  await expect(page).toHaveURL(/\/crm$/)
})

// On a phone the sheet covers the list.
test('from one booking to the next, and closed by one step', async ({ page }) => {
  await openBookings(page)
  await clients(page).nth(0).click()
  await clients(page).nth(1).click()
  await expect(clients(page).nth(1)).toHaveAttribute('aria-current', 'true')
  await sheet(page).getByRole('link', { name: 'Close' }).click()
  await expect(sheet(page)).toHaveCount(0)
  await expect(page).toHaveURL(/\/crm\/bookings$/)
})
