import { rmSync } from 'node:fs'
import { expect, test, type Page } from '../support/test.ts'
import type { BrowserContext } from '@playwright/test'
import { PASSWORD, fillIn, loginOf, signIn, signInAnew } from '../support/people.ts'
import { newFolder, start } from '../support/server.ts'
import { openBookings, rows, sheet } from '../support/bookings.ts'
import { hydrated, open } from '../support/page.ts'
import { beginBooking, book, chooseClient, chooseTime, dayAhead, newBooking } from '../support/work.ts'

// Two people at once, and clocks: more than other tests, on a busy machine.
test.describe.configure({ timeout: 120_000 })

const SOCKET = '**/api/ws/notifications'
const bell = (page: Page) => page.locator('.bell')
const line = (page: Page) => page.locator('.live-line')

/** A day that no other test books on. */
const day = () => dayAhead(150 + (Number(process.env.TEST_WORKER_INDEX ?? 0) % 40))

async function connected(page: Page) {
  await expect(bell(page)).toHaveAttribute('data-link', 'connected', { timeout: 30_000 })
}

/** What a page notes of its attempts, by its own clock. */
type Watched = typeof window & { attempts?: number[]; shown?: boolean }

/** Gives the page a clock that a test can turn forward, and lets it note when it opens a socket. */
async function watchAttempts(page: Page) {
  await page.clock.install()
  await page.addInitScript(() => {
    const watched = window as Watched
    watched.attempts = []
    // What a test stands in for is already in its place.
    setTimeout(() => {
      watched.WebSocket = new Proxy(watched.WebSocket, {
        construct(Socket, given) {
          watched.attempts!.push(Date.now())
          return new Socket(...(given as [string]))
        },
      })
    })
  })
}

const attempts = (page: Page) => page.evaluate(() => (window as Watched).attempts!)

/** Turns the clock forward until the nth attempt was made; answers when each was. */
async function attempt(page: Page, nth: number): Promise<number[]> {
  await expect.poll(async () => (await attempts(page)).length).toBeGreaterThan(0)
  await expect(async () => {
    await page.clock.runFor(1000)
    expect((await attempts(page)).length).toBeGreaterThanOrEqual(nth)
  }).toPass({ timeout: 60_000, intervals: [20] })
  return attempts(page)
}

/** Somebody else, on another device. */
async function another(context: BrowserContext, who: Parameters<typeof signIn>[1]): Promise<Page> {
  const other = await (await context.browser()!.newContext({ baseURL: process.env.CRM_URL })).newPage()
  await signIn(other, who)
  return other
}

async function bookOn(page: Page, day: string) {
  await beginBooking(page)
  await chooseClient(page, 'a')
  await chooseTime(page, day)
  await book(page)
  await expect(newBooking(page)).toBeHidden()
}

test('a booking that somebody makes appears in the list, and its changes where it stands', async ({ page, context }) => {
  await signIn(page, 'director')
  const on = day()
  await openBookings(page, `?from=${on}&to=${on}`)
  await connected(page)
  const before = await rows(page).count()
  const other = await another(context, 'manager')
  await openBookings(other, `?from=${on}&to=${on}`)
  await bookOn(other, on)
  await expect(rows(page)).toHaveCount(before + 1)
  const row = other.locator('tr.row').filter({ hasText: 'Pending' }).first()
  const id = await row.locator('td.client a').getAttribute('id')
  await row.locator('td.client a').click()
  await sheet(other).getByRole('button', { name: 'Confirm' }).click()
  await expect(rows(page).filter({ has: page.locator(`#${id}`) }).locator('.pill')).toHaveText('Confirmed')
  await other.context().close()
})

test('whoever reads the list keeps their place, and is told that there is more', async ({ page, context }) => {
  await signIn(page, 'director')
  await openBookings(page)
  await connected(page)
  await page.evaluate(() => scrollTo(0, 600))
  const first = await rows(page).first().locator('td.client a').getAttribute('id')
  const other = await another(context, 'admin')
  await openBookings(other)
  // Later than any other test's.
  await bookOn(other, dayAhead(700 + Number(process.env.TEST_WORKER_INDEX ?? 0)))
  await expect(page.locator('.fresh')).toBeVisible()
  expect(await rows(page).first().locator('td.client a').getAttribute('id')).toBe(first)
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(500)
  await page.locator('.fresh').getByRole('button').click()
  await expect(page.locator('.fresh')).toBeHidden()
  await expect.poll(() => rows(page).first().locator('td.client a').getAttribute('id')).not.toBe(first)
  await other.context().close()
})

test('what is being typed stays while others work', async ({ page, context }) => {
  await signIn(page, 'director')
  const on = day()
  await openBookings(page, `?from=${on}&to=${on}`)
  await bookOn(page, on)
  await rows(page).first().locator('td.client a').click()
  await sheet(page).getByRole('button', { name: 'Change', exact: true }).click()
  await page.locator('#edit-notes').fill('half a sent')
  const before = await rows(page).count()
  const other = await another(context, 'manager')
  await openBookings(other)
  await bookOn(other, on)
  await expect(rows(page)).toHaveCount(before + 1)
  await expect(page.locator('#edit-notes')).toBeFocused()
  await page.keyboard.type('ence')
  await expect(page.locator('#edit-notes')).toHaveValue('half a sentence')
  await other.context().close()
})

test('who else looks at a booking is shown', async ({ page, context }) => {
  await signIn(page, 'director')
  await openBookings(page)
  await rows(page).first().locator('td.client a').click()
  await connected(page)
  await expect(page.locator('.viewers')).toBeHidden()
  const other = await another(context, 'manager')
  const address = new URL(page.url())
  await open(other, address.pathname)
  await expect(page.locator('.viewers')).toContainText('Also looking')
  await expect(other.locator('.viewers')).toContainText('Also looking')
  await other.goto('/crm')
  await expect(page.locator('.viewers')).toBeHidden()
  await other.context().close()
})

test('how people are reached is shown, and that one is not to be disturbed', async ({ page, context }) => {
  await signIn(page, 'director')
  await open(page, '/crm/staff')
  await connected(page)
  const other = await another(context, 'accountant')
  await open(other, '/crm')
  await connected(other)
  const person = page.locator('.staff li').filter({ hasText: 'accountant@salon.test' }).locator('.presence')
  await expect(person).toHaveText('Online')
  await other.locator('.me').click()
  await other.locator('#busy').check()
  await expect(person).toHaveText('Do not disturb')
  await other.locator('#busy').uncheck()
  await expect(person).toHaveText('Online')
  await other.context().close()
  await expect(person).toHaveText('Offline', { timeout: 45_000 })
})

test('a link that is lost is tried again as agreed, counted out, and given up with a button', async ({ page }) => {
  await signIn(page, 'manager')
  await watchAttempts(page)
  await page.routeWebSocket(SOCKET, (socket) => void socket.close({ code: 1011 }))
  await page.goto('/crm')
  await hydrated(page)
  for (const [before, delay] of [5, 10, 20, 40, 60, 60, 60, 60, 60].entries()) {
    const times = await attempt(page, before + 2)
    const waited = times[before + 1]! - times[before]!
    // A fifth may be added, and the time that the machine takes to say that it was closed.
    expect(waited, `before attempt ${before + 2}`).toBeGreaterThanOrEqual(delay * 1000)
    expect(waited, `before attempt ${before + 2}`).toBeLessThan(delay * 1200 + 4000)
    if (before === 1) await expect(line(page)).toContainText(/Attempt \d+ of 10/)
  }
  await expect(async () => {
    await page.clock.runFor(1000)
    await expect(line(page)).toContainText('The server could not be reached', { timeout: 500 })
  }).toPass()
  await page.clock.runFor(600_000)
  expect(await attempts(page)).toHaveLength(10)
  await page.unrouteAll()
  await page.routeWebSocket(SOCKET, (socket) => void socket.connectToServer())
  await line(page).getByRole('button', { name: 'Connect now' }).click()
  await connected(page)
  await expect(line(page)).toBeHidden()
})

test('without a network nothing is tried; with it, at once', async ({ page, context, expected }) => {
  expected.push(/WebSocket|ERR_INTERNET/)
  await signIn(page, 'manager')
  await open(page, '/crm')
  await connected(page)
  await context.setOffline(true)
  await expect(bell(page)).toHaveAttribute('data-link', 'lost')
  await expect(line(page)).toContainText('No network', { timeout: 15_000 })
  await context.setOffline(false)
  await connected(page)
  await expect(line(page)).toBeHidden()
})

test('whoever is signed out is told, and tries no more', async ({ page, context, expected }) => {
  expected.push(/WebSocket|401/)
  await signInAnew(page, 'oksana')
  await connected(page)
  const other = await (await context.browser()!.newContext({ baseURL: process.env.CRM_URL })).newPage()
  await signInAnew(other, 'oksana')
  await open(other, '/crm/settings')
  await other.getByRole('button', { name: 'Sign out all others' }).click()
  await expect(line(page)).toContainText('You have been signed out', { timeout: 15_000 })
  await other.context().close()
})

test('a connection that never answers is given up, and tried again', async ({ page }) => {
  await signIn(page, 'manager')
  await watchAttempts(page)
  // It opens, and says nothing.
  await page.routeWebSocket(SOCKET, () => {})
  await page.goto('/crm')
  await hydrated(page)
  const times = await attempt(page, 2)
  const waited = times[1]! - times[0]!
  // Ten seconds, and the first delay with its spread.
  expect(waited).toBeGreaterThanOrEqual(15_000)
  expect(waited).toBeLessThan(16_500)
})

test('a tab that wakes up tries at once', async ({ page }) => {
  await signIn(page, 'manager')
  await watchAttempts(page)
  let count = 0
  await page.routeWebSocket(SOCKET, (socket) => {
    count++
    if (count > 2) socket.connectToServer()
    else socket.close({ code: 1011 })
  })
  await page.goto('/crm')
  await hydrated(page)
  await attempt(page, 2)
  await expect(bell(page)).toHaveAttribute('data-link', 'lost')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  await connected(page)
})

test('a short blip is nobody’s business', async ({ page }) => {
  await signIn(page, 'manager')
  await watchAttempts(page)
  let cut = async () => {}
  await page.routeWebSocket(SOCKET, (socket) => {
    const server = socket.connectToServer()
    cut = async () => {
      await server.close()
      await socket.close({ code: 1011 })
    }
  })
  await page.goto('/crm')
  await hydrated(page)
  await connected(page)
  await page.evaluate(() => {
    const line = document.querySelector<HTMLElement>('.live-line')!
    const look = () => void ((window as Watched).shown ||= !line.hidden)
    new MutationObserver(look).observe(line, { attributes: true })
  })
  await cut()
  await expect(bell(page)).toHaveAttribute('data-link', 'lost')
  await attempt(page, 2)
  await connected(page)
  expect(await page.evaluate(() => (window as Watched).shown ?? false)).toBe(false)
})

test('what colleagues did is told once it stands, once for a burst, and read on all devices', async ({ page, context }) => {
  await signIn(page, 'sales')
  await open(page, '/crm')
  await connected(page)
  const tab = await context.newPage()
  await open(tab, '/crm/notifications')
  await connected(tab)
  await page.bringToFront()
  const before = await page.locator('.bell .badge').innerText().catch(() => '')
  const other = await another(context, 'director')
  const on = day()
  await openBookings(other, `?from=${on}&to=${on}`)
  for (let n = 0; n < 2; n++) {
    await bookOn(other, on)
    const row = other.locator('tr.row').filter({ hasText: 'Pending' }).first()
    const id = await row.locator('td.client a').getAttribute('id')
    await row.locator('td.acts button').last().click()
    await other.getByRole('menuitem', { name: 'Cancel' }).or(other.getByRole('button', { name: 'Cancel booking' })).first().click()
    await other.locator('#cancel textarea').fill('ill')
    await other.locator('#cancel button.danger').click()
    await expect(rows(other).filter({ has: other.locator(`#${id}`) }).locator('.pill')).toHaveText('Cancelled')
  }
  expect(await page.locator('.bell .badge').innerText().catch(() => '')).toBe(before)
  await expect(page.locator('.toasts li')).toBeVisible({ timeout: 45_000 })
  await expect(page.locator('.toasts li').getByRole('button', { name: 'Show' })).toBeVisible()
  await page.locator('.toasts li').getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/notifications$/)
  await expect(page.locator('.note.unread')).not.toHaveCount(0)
  await expect(tab.locator('.note.unread')).not.toHaveCount(0)
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.locator('.note.unread')).toHaveCount(0)
  await expect(tab.locator('.note.unread')).toHaveCount(0)
  await expect(tab.locator('.bell .badge')).toBeHidden()
  await other.context().close()
})

test('a server that is killed and started again is found by itself, and nothing was missed', async ({ browser }) => {
  test.setTimeout(180_000)
  const folder = newFolder()
  const first = await start(folder)
  const people = await Promise.all(['director', 'manager'].map(async (name) => {
    const page = await (await browser.newContext({ baseURL: first.url })).newPage()
    await page.goto('/login')
    await fillIn(page, loginOf(name as 'director'), PASSWORD)
    await page.waitForURL('**/crm')
    return page
  }))
  const [page, other] = [people[0]!, people[1]!]
  const on = day()
  await openBookings(page, `?from=${on}&to=${on}`)
  await connected(page)
  const before = await rows(page).count()
  first.kill()
  await expect(bell(page)).toHaveAttribute('data-link', 'lost')
  const second = await start(folder, new URL(first.url).host)
  try {
    await openBookings(other, `?from=${on}&to=${on}`)
    await bookOn(other, on)
    await expect(rows(page)).toHaveCount(before + 1, { timeout: 60_000 })
    await connected(page)
  } finally {
    for (const person of people) await person.context().close()
    await second.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
