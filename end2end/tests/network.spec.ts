// Networks that say nothing, break off, or let a proxy answer: each page and each form says so and goes on.

import type { WebSocketRoute } from '@playwright/test'
import { expect, test, type Locator, type Page } from '../support/test.ts'
import { BOOKINGS, clients, expectAsked, openBookings, rows, search, sheet } from '../support/bookings.ts'
import { COMPLAINTS, EVERY_FAULT, FAULTS, failing } from '../support/network.ts'
import { bell, connected } from '../support/live.ts'
import { SOCKET, open } from '../support/page.ts'
import { openProfile, signIn } from '../support/people.ts'
import { bookByRequest, listOf, rowOf } from '../support/requests.ts'
import { beginBooking, book, chooseClient, chooseTime, newBooking, ownDay, stepButton, toast } from '../support/work.ts'

const READING = 10
const WRITING = 20

test.describe.configure({ timeout: 90_000 })

test.beforeEach(async ({ page, expected }) => {
  expected.push(COMPLAINTS)
  await page.clock.install()
  await signIn(page, 'director')
})

const main = (page: Page) => page.getByRole('main')

type Visited = {
  path: string
  asks: string
  /** Where it is gone to from. */
  from?: string
  go?: (page: Page) => Promise<void>
  shows: (page: Page) => Locator
}

/** Pages that are gone to by their links: what they ask for, and what they show. */
const PAGES: Visited[] = [
  { path: '/crm', asks: 'today/show', shows: (page) => main(page).locator('h2').first() },
  { path: '/crm/bookings', asks: 'bookings/list', shows: (page) => rows(page).first() },
  { path: '/crm/staff', asks: 'staff/list', shows: (page) => main(page).getByRole('listitem').first() },
  {
    path: '/crm/trash',
    asks: 'trash/list',
    shows: (page) =>
      main(page)
        .getByText(/trash|nothing/i)
        .first(),
  },
  {
    path: '/crm/notifications',
    asks: 'notifications/list',
    go: (page) => page.locator('a[href="/crm/notifications"]').first().click(),
    shows: (page) => main(page).locator('h1'),
  },
  {
    path: '/crm/profile',
    asks: 'auth/list_devices',
    from: '/crm',
    go: async (page) => {
      await openProfile(page)
      await page.locator('#profile a[href="/crm/profile"]').click()
    },
    shows: (page) => main(page).getByText('This device'),
  },
]

for (const { path, asks, shows, go, from = '/crm/profile' } of PAGES) {
  test(`${path} says what its network does, and is there when it is mended`, async ({ page }) => {
    await open(page, from)
    for (const fault of EVERY_FAULT) {
      const network = await failing(page, asks, fault)
      if (go) await go(page)
      else await page.locator(`.rail a[href="${path}"]`).click()
      await network.over(READING)
      const alert = main(page).getByRole('alert')
      await expect(alert, fault).toContainText(FAULTS[fault])
      await network.mend()
      await alert.getByRole('button', { name: 'Try again' }).click()
      await expect(shows(page), fault).toBeVisible()
      await expect(alert, fault).toHaveCount(0)
      await page.goBack()
      await expect(page).toHaveURL((url) => url.pathname === from)
    }
  })
}

test('a sheet says what its network does, and is there when it is mended', async ({ page }) => {
  await openBookings(page)
  for (const fault of EVERY_FAULT) {
    const network = await failing(page, 'bookings/find', fault)
    await clients(page).first().click()
    await network.over(READING)
    const alert = sheet(page).getByRole('alert')
    await expect(alert, fault).toContainText(FAULTS[fault])
    await network.mend()
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect(sheet(page).getByRole('heading', { level: 2 }), fault).toBeVisible()
    await page.goBack()
    await expect(sheet(page)).toHaveCount(0)
  }
})

/** Sends a form through each fault, and expects its words. */
async function sendThroughFaults(page: Page, fn: string, send: () => Promise<void>) {
  for (const fault of EVERY_FAULT) {
    const network = await failing(page, fn, fault)
    await send()
    await network.over(WRITING)
    await expect(page.getByText(FAULTS[fault]).first(), fault).toBeVisible()
    await network.mend()
  }
}

test('a new booking keeps what was typed through every fault', async ({ page }) => {
  await openBookings(page)
  await beginBooking(page)
  await chooseClient(page, 'ан')
  await chooseTime(page, ownDay())
  await page.locator('#new-notes').fill('likes tea')
  await sendThroughFaults(page, 'bookings/book', () => book(page))
  await expect(page.locator('#new-notes')).toHaveValue('likes tea')
  await book(page)
  await expect(toast(page)).toContainText('Booked')
})

test('what the server did without an answer is not done twice', async ({ page }) => {
  const day = ownDay()
  await openBookings(page, `?from=${day}&to=${day}`)
  const before = await rows(page).count()
  await beginBooking(page)
  await chooseClient(page, 'ан')
  await chooseTime(page, day)
  const done = new Promise<void>((resolve) =>
    page.route(
      '**/api/bookings/book',
      async (route) => {
        await route.fetch()
        resolve()
      },
      { times: 1 },
    ),
  )
  await book(page)
  await done
  await page.clock.runFor(WRITING * 1000 + 100)
  await expect(newBooking(page).getByRole('alert')).toContainText('No answer')
  await book(page)
  await expect(toast(page)).toContainText('Booked')
  await page.reload()
  await expect(rows(page)).toHaveCount(before + 1)
})

test('an edit keeps what was typed through every fault', async ({ page }) => {
  const booking = await bookByRequest(page)
  await open(page, `${BOOKINGS}/${booking.id}`)
  await sheet(page).getByRole('button', { name: 'Edit booking', exact: true }).click()
  await page.locator('#edit-notes').fill('likes tea')
  await sendThroughFaults(page, 'bookings/edit', () => page.locator('#edit-booking button.go').click())
  await expect(page.locator('#edit-notes')).toHaveValue('likes tea')
  await page.locator('#edit-booking button.go').click()
  await expect(sheet(page)).toContainText('likes tea')
})

test('a cancellation keeps its reason through every fault', async ({ page }) => {
  const booking = await bookByRequest(page)
  await open(page, listOf(booking))
  await rowOf(page, booking).locator('.dots').click()
  await stepButton(page.locator('#row-menu'), 'cancel').click()
  await page.locator('#cancel textarea').fill('a cold')
  await sendThroughFaults(page, 'bookings/cancel', () => page.locator('#cancel button.danger').click())
  await expect(page.locator('#cancel textarea')).toHaveValue('a cold')
  await page.locator('#cancel button.danger').click()
  await expect(rowOf(page, booking).locator('.pill')).toHaveText('Cancelled')
})

test('a step says what its network did, and can be taken again', async ({ page }) => {
  const booking = await bookByRequest(page)
  await open(page, `${BOOKINGS}/${booking.id}`)
  const confirm = stepButton(sheet(page), 'confirm')
  await sendThroughFaults(page, 'bookings/step', () => confirm.click())
  await confirm.click()
  await expect(sheet(page).locator('.pill').first()).toHaveText('Confirmed')
})

test('a password and devices say what their network did', async ({ page, expected }) => {
  expected.push(/422/)
  await open(page, '/crm/profile')
  await page.getByLabel('Current password').fill('not this one')
  await page.getByLabel('New password').fill('several good words')
  const change = () => page.getByRole('button', { name: 'Change password' }).click()
  await sendThroughFaults(page, 'auth/change_password', change)
  await expect(page.getByLabel('New password')).toHaveValue('several good words')
  await change()
  await expect(page.getByText('Wrong password.')).toBeVisible()
})

test('a suggestion says what its network does, and comes when it is mended', async ({ page }) => {
  await openBookings(page)
  await beginBooking(page)
  const field = page.locator('#new-client')
  for (const [at, fault] of EVERY_FAULT.entries()) {
    const network = await failing(page, 'clients/find', fault)
    await field.fill('ан'.repeat(at + 1))
    await network.over(READING)
    await expect(newBooking(page).getByText(FAULTS[fault]).first()).toBeVisible()
    await network.mend()
  }
  await field.fill('ан')
  await expect(page.locator('#new-client-list [role=option]').first()).toBeVisible()
})

test('the palette says what its network does, and finds when it is mended', async ({ page }) => {
  await openBookings(page)
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search and commands' })
  for (const [at, fault] of EVERY_FAULT.entries()) {
    const network = await failing(page, 'lookup/look_up', fault)
    await palette.getByRole('combobox').fill('анна'.slice(0, at + 1))
    await network.over(READING)
    await expect(palette.getByRole('status'), fault).toContainText(FAULTS[fault])
    await network.mend()
  }
  await palette.getByRole('combobox').fill('анна ')
  await expect(palette.getByRole('option').filter({ hasText: 'visit' }).first()).toBeVisible()
})

test('a list that is not answered holds up nothing else', async ({ page }) => {
  await openBookings(page)
  const network = await failing(page, 'bookings/list', 'silence')
  const first = await clients(page).first().innerText()
  const asked = page.waitForRequest('**/api/bookings/list')
  await search(page).fill('massage')
  await asked
  // What stands there answers another question.
  await expect(rows(page).first()).toBeHidden()
  await network.mend()
  // A newer question leaves at once, though the older one is not answered.
  await search(page).fill('')
  await expectAsked(page, {})
  await expect(clients(page).first()).toHaveText(first)
  await clients(page).first().click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toHaveText(first)
})

test('a newer question aborts the older one', async ({ page }) => {
  await openBookings(page)
  await failing(page, 'bookings/list', 'silence')
  const asked = page.waitForRequest('**/api/bookings/list')
  await search(page).fill('massage')
  const older = await asked
  const aborted = page.waitForEvent('requestfailed', (request) => request === older)
  await search(page).fill('manicure')
  await aborted
})

test('a question is asked anew at once when the device is online again', async ({ page }) => {
  await openBookings(page)
  const network = await failing(page, 'bookings/list', 'silence')
  const asked = page.waitForRequest('**/api/bookings/list')
  await search(page).fill('massage')
  await asked
  await network.mend()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(rows(page).filter({ hasText: /massage|массаж|مساج/i })).not.toHaveCount(0)
})

test('what failed is asked again when the live link is back', async ({ page }) => {
  const sockets: WebSocketRoute[] = []
  await page.routeWebSocket(SOCKET, (socket) => {
    socket.connectToServer()
    sockets.push(socket)
  })
  await open(page, '/crm')
  await connected(page)
  const network = await failing(page, 'bookings/list', 'an answer that breaks off')
  await page.locator('.rail a[href="/crm/bookings"]').click()
  await expect(main(page).getByRole('alert')).toContainText('Can’t reach the server')
  await network.mend()
  await sockets[0]!.close({ code: 1011 })
  await expect(bell(page)).toHaveAttribute('data-link', 'lost')
  // The first delay with its spread.
  await page.clock.runFor(7_000)
  await expect(rows(page).first()).toBeVisible()
})
