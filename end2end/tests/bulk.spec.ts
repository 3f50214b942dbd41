// Many bookings changed by one click.

import { expect, test } from '../support/test.ts'
import { openBookings, rows, sheet } from '../support/bookings.ts'
import { open } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import { bookByRequest, listOf } from '../support/requests.ts'
import { dayAhead, stepButton, toast, toastButton } from '../support/work.ts'

test('many are confirmed at once, and taken back at once', async ({ page }) => {
  await signIn(page, 'admin')
  // Other tests book later days.
  await openBookings(page, `?status=pending&sort=oldest&to=${dayAhead(150)}`)
  const figure = page.locator('a.figure').first().locator('b')
  const total = Number((await figure.innerText()).replace(/\D/g, ''))
  await page.keyboard.press('x')
  const ticks = page.locator('.tick input')
  await ticks.first().check()
  await ticks.nth(4).click({ modifiers: ['Shift'] })
  await expect(page.locator('.many [role=status]')).toHaveText('5 bookings selected')
  await stepButton(page.locator('.many'), 'confirm').click()
  await expect(toast(page)).toContainText('5 bookings changed')
  await expect(figure).toHaveText(String(total - 5))
  await toastButton(page).click()
  await expect(figure).toHaveText(String(total))
})

test('two hundred are thrown away at once, and taken back at once', { tag: '@phone' }, async ({ page, isMobile }) => {
  await signIn(page, 'admin')
  const last = new Date(Date.now() - 400 * 86_400_000)
  const day = (before: number) => new Date(last.getTime() - before * 86_400_000).toISOString().slice(0, 10)
  await openBookings(page, `?status=completed&from=${day(isMobile ? 130 : 60)}&to=${day(isMobile ? 71 : 0)}`)
  const figure = page.locator('a.figure').filter({ hasText: 'Completed' }).locator('b')
  const total = Number((await figure.innerText()).replace(/\D/g, ''))
  expect(total).toBeGreaterThan(199)
  await page.getByRole('button', { name: 'Select', exact: true }).click()
  const bar = page.locator('.many')
  await bar.getByRole('button', { name: /^Select all/ }).click()
  await bar.locator('[popovertarget=many-steps]').click()
  await stepButton(page.locator('#many-steps'), 'trash').click()
  await expect(toast(page)).toContainText(`${total} bookings changed`)
  await expect(figure).toHaveText('0')
  await toastButton(page).click()
  await expect(figure).toHaveText(String(total))
})

test('what a colleague books after the count is left as it is, and named', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'admin')
  const first = await bookByRequest(page)
  await bookByRequest(page, first)
  await open(page, listOf(first))
  await page.getByRole('button', { name: 'Select', exact: true }).click()
  const bar = page.locator('.many')
  await bar.getByRole('button', { name: 'Select all 2' }).click()
  await expect(bar.locator('[role=status]')).toHaveText('2 bookings selected')
  const newer = await bookByRequest(page, first)
  await bar.getByRole('button', { name: 'Cancel bookings' }).click()
  const dialog = page.locator('#cancel')
  await dialog.locator('textarea').fill('storm')
  await dialog.locator('.ends button').last().click()
  const left = page.locator('#refused')
  await expect(left).toContainText('1 newer booking was left as it is')
  await expect(left).toContainText('2 bookings changed')
  await left.getByRole('link', { name: newer.client }).click()
  await expect(sheet(page)).toContainText(newer.client)
  await expect(sheet(page).locator('.pill')).toHaveText('Pending')
})

test('a bulk change whose answer is lost is repeated with its key', async ({ page, expected }) => {
  expected.push(/ERR_FAILED|Failed to load/)
  await signIn(page, 'admin')
  const booking = await bookByRequest(page)
  await open(page, listOf(booking))
  await page.keyboard.press('x')
  await page.locator('.tick input').first().check()
  const keys: string[] = []
  await page.route('**/api/bookings/change_many', async (route) => {
    keys.push(route.request().postDataJSON().key)
    // The server has done it.
    if (keys.length === 1) {
      await route.fetch()
      await route.abort()
    } else {
      await route.continue()
    }
  })
  const confirm = stepButton(page.locator('.many'), 'confirm')
  await confirm.click()
  await expect(toast(page).first()).toContainText('Couldn’t change the bookings')
  await confirm.click()
  await expect(toast(page).last()).toContainText('1 booking changed')
  expect(keys).toHaveLength(2)
  expect(keys[0]).toBe(keys[1])
  // The same change after it was undone is another request.
  await toast(page).last().getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page).first().locator('.pill')).toHaveText('Pending')
  await page.keyboard.press('x')
  await page.locator('.tick input').first().check()
  await confirm.click()
  await expect(rows(page).first().locator('.pill')).toHaveText('Confirmed')
  expect(keys[2]).not.toBe(keys[1])
})
