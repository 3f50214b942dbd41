// Lists and forms of one person while others work.

import { expect, test } from '../support/test.ts'
import { openBookings, rows } from '../support/bookings.ts'
import { connected } from '../support/live.ts'
import { SOCKET } from '../support/page.ts'
import { another, signIn } from '../support/people.ts'
import { bookByRequest, openNewBooking, rowOf, stepByRequest } from '../support/requests.ts'
import { LAST_DAY, bookSomebody, dayAhead, editButton, ownDay } from '../support/work.ts'

test('a booking that somebody makes appears in the list, and its changes where it stands', async ({ page }) => {
  await signIn(page, 'director')
  const day = ownDay()
  await openBookings(page, `?from=${day}&to=${day}`)
  await connected(page)
  const other = await another(page, 'manager')
  await openBookings(other, `?from=${day}&to=${day}`)
  const row = await bookSomebody(other, day)
  await expect(rows(page)).toHaveCount(1)
  const id = Number((await row.locator('td.client a').getAttribute('id'))!.replace('booking-', ''))
  await expect(rowOf(page, { id }).locator('.pill')).toHaveText('Pending')
  await stepByRequest(other, { id }, 'confirm')
  await expect(rowOf(page, { id }).locator('.pill')).toHaveText('Confirmed')
  await other.context().close()
})

test('whoever reads the list keeps their place, and is told that there is more', { tag: '@phone' }, async ({
  page,
}) => {
  await signIn(page, 'director')
  await openBookings(page)
  await connected(page)
  await page.evaluate(() => scrollTo(0, 600))
  const first = () => rows(page).first().locator('td.client a').getAttribute('id')
  const before = await first()
  const other = await another(page, 'admin')
  // Later than any other test's.
  await bookByRequest(other, { day: dayAhead(LAST_DAY + Number(process.env.TEST_WORKER_INDEX)) })
  await expect(page.locator('.fresh')).toBeVisible()
  expect(await first()).toBe(before)
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(500)
  await page.locator('.fresh').getByRole('button').click()
  await expect(page.locator('.fresh')).toBeHidden()
  await expect.poll(first).not.toBe(before)
  await other.context().close()
})

test('what is being typed stays while others work', async ({ page }) => {
  await signIn(page, 'director')
  const { day } = await openNewBooking(page)
  await connected(page)
  await editButton(page).click()
  await page.locator('#edit-notes').fill('half a sent')
  const other = await another(page, 'manager')
  await bookByRequest(other, { day })
  await expect(rows(page)).toHaveCount(2)
  await expect(page.locator('#edit-notes')).toBeFocused()
  await page.keyboard.type('ence')
  await expect(page.locator('#edit-notes')).toHaveValue('half a sentence')
  await other.context().close()
})

test('after the database was restored, a page takes the smaller numbers of its feed', async ({ page }) => {
  await signIn(page, 'director')
  let say = (_: object) => {}
  await page.routeWebSocket(SOCKET, (socket) => {
    socket.connectToServer()
    say = (message) => socket.send(JSON.stringify(message))
  })
  const day = ownDay()
  await openBookings(page, `?from=${day}&to=${day}`)
  await connected(page)
  say({ kind: 'beat', seq: 1_000_000_000 })
  const asked = page.waitForResponse('**/api/bookings/list')
  say({ kind: 'resync', seq: 1 })
  await asked
  const other = await another(page, 'manager')
  const booking = await bookByRequest(other, { day })
  await expect(rowOf(page, booking)).toBeVisible()
  await other.context().close()
})
