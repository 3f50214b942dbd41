// A booking goes its way: confirmed, arrived, completed, cancelled, reopened.

import { expect, test } from '../support/test.ts'
import { BOOKINGS, clients, openBookings, sheet } from '../support/bookings.ts'
import { open, withoutLiveLink } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import {
  ask,
  bookByRequest,
  cancelByRequest,
  listOf,
  openNewBooking,
  rowOf,
  stepByRequest,
} from '../support/requests.ts'
import { stepButton, toast } from '../support/work.ts'

test('a booking goes its way step by step, in the sheet and in the list', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'manager')
  const booking = await bookByRequest(page)
  await open(page, listOf(booking))
  const row = rowOf(page, booking)
  await row.locator('td.client a').click()
  const next = sheet(page).locator('.acts .go')
  const status = sheet(page).locator('header .pill')
  for (const [verb, now] of [
    ['Confirm', 'Confirmed'],
    ['Check in', 'Arrived'],
    ['Complete', 'Completed'],
  ] as const) {
    await expect(next).toHaveText(verb)
    await next.click()
    await expect(status).toHaveText(now)
    await expect(row.locator('.pill')).toHaveText(now)
  }
  await expect(sheet(page).locator('.story li')).toHaveCount(4)
  await page.locator('#close-sheet').click()
  await row.locator('.dots').click()
  await stepButton(page.locator('#row-menu'), 'reopen').click()
  await expect(row.locator('.pill')).toHaveText('Arrived')
})

test('a cancelled booking says why', { tag: '@phone' }, async ({ page, expected }) => {
  expected.push(/422/)
  await signIn(page, 'manager')
  const booking = await bookByRequest(page)
  await open(page, listOf(booking))
  const row = rowOf(page, booking)
  await row.locator('.dots').click()
  await stepButton(page.locator('#row-menu'), 'cancel').click()
  const dialog = page.locator('#cancel')
  await dialog.locator('button.danger').click()
  await expect(dialog.locator('.flaw')).toBeVisible()
  await dialog.getByRole('button', { name: 'Illness' }).click()
  await dialog.locator('button.danger').click()
  await expect(row.locator('.pill')).toHaveText('Cancelled')
  await row.locator('td.client a').click()
  await expect(sheet(page).locator('.story')).toContainText('Cancelled by the client: Illness')
})

test('a booking whose time was given away comes back to another', async ({ page, expected }) => {
  expected.push(/409/)
  await signIn(page, 'manager')
  const booking = await bookByRequest(page)
  await cancelByRequest(page, booking, 'ill')
  // The first free time is that of the cancelled one.
  const other = await bookByRequest(page, booking)
  expect([other.master, other.starts]).toEqual([booking.master, booking.starts])
  await open(page, `${BOOKINGS}/${booking.id}`)
  await sheet(page).locator('.acts [popovertarget]').click()
  await stepButton(sheet(page), 'reopen').click()
  const dialog = page.locator('#returning')
  await expect(dialog).toContainText('taken')
  await dialog.locator('.chip').first().click()
  await expect(dialog).toBeHidden()
  await expect(toast(page)).toContainText('Reopened')
  await expect(sheet(page).locator('header .pill')).toHaveText('Pending')
  await expect(sheet(page).locator('.story li').first()).toContainText(/Reopened; (Moved|Master)/)
})

test('a step that is refused says why', async ({ page, expected }) => {
  expected.push(/409/)
  // With a live link the step would not be offered any more.
  await withoutLiveLink(page)
  await signIn(page, 'manager')
  const booking = await openNewBooking(page)
  await expect(stepButton(sheet(page), 'confirm')).toBeVisible()
  await cancelByRequest(page, booking, 'elsewhere')
  await stepButton(sheet(page), 'confirm').click()
  await expect(toast(page).last()).toContainText('Cancelled')
})

test('a master moves along their own bookings only, and is told why not others', async ({ page, expected }) => {
  expected.push(/409/)
  await signIn(page, 'master')
  await openBookings(page, '?status=confirmed')
  await expect(page.getByRole('button', { name: 'New booking' })).toHaveCount(0)
  await clients(page).first().click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
  await expect(sheet(page).locator('.acts button')).toHaveCount(0)
  const id = new URL(page.url()).pathname.split('/').pop()
  const answer = await page.request.post('/api/bookings/step', { data: { id: Number(id), verb: 'check_in' } })
  expect(answer.status()).toBe(409)
  expect(await answer.json()).toEqual({ Conflict: { booking: { refused: 'not_today' } } })
})

test('a master moves along their own day', async ({ page }) => {
  await signIn(page, 'master')
  const { rows } = await ask<{ rows: { master: { id: number } }[] }>(page, 'bookings/list', { query: {} })
  const master = rows[0]!.master.id
  await signIn(page, 'director')
  const on = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Dubai' })
  // Late in the evening nobody else is booked.
  const starts = `${on}T23:30:00`
  const client = { new: { name: 'Своя Гостья', phone: '', instagram: '' } }
  let id = 0
  for (const service of await ask<{ id: number }[]>(page, 'services/find', { typed: '' })) {
    const visit = {
      key: crypto.randomUUID(),
      client,
      services: [{ service: service.id, master, starts, minutes: 5, price: null }],
      source: 'phone',
      notes: '',
    }
    const answer = await page.request.post('/api/bookings/book', { data: { visit } })
    if (answer.ok()) {
      id = (await answer.json()).bookings[0]
      break
    }
    expect(answer.status(), 'not everybody performs everything').toBe(422)
  }
  await stepByRequest(page, { id }, 'confirm')
  await signIn(page, 'master')
  await open(page, `${BOOKINGS}/${id}`)
  for (const [verb, now] of [
    ['check_in', 'Arrived'],
    ['complete', 'Completed'],
  ] as const) {
    await stepButton(sheet(page), verb).click()
    await expect(sheet(page).locator('header .pill')).toHaveText(now)
  }
  await expect(stepButton(sheet(page), 'reopen')).toHaveCount(0)
})

test('a double click takes one step', async ({ page }) => {
  await signIn(page, 'manager')
  const booking = await bookByRequest(page)
  await page.clock.install()
  await open(page, `${BOOKINGS}/${booking.id}`)
  const confirm = stepButton(sheet(page), 'confirm').first()
  await expect(confirm).toBeVisible()
  const { x, y, width, height } = (await confirm.boundingBox())!
  const click = () => page.mouse.click(x + width / 2, y + height / 2)
  // The moment does not pass before the second click.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000))
  const taken = page.waitForResponse('**/api/bookings/step')
  await click()
  await taken
  await expect(sheet(page).getByRole('button', { name: 'Confirmed' })).toBeDisabled()
  await click()
  await page.keyboard.press('a')
  const { row } = await ask<{ row: { status: string } }>(page, 'bookings/find', { id: booking.id })
  expect(row.status).toBe('confirmed')
  await page.clock.runFor(600)
  await stepButton(sheet(page), 'check_in').click()
  await expect(toast(page).filter({ hasText: 'Arrived' })).toBeVisible()
})
