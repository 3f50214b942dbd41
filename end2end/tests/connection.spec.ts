// The link over which pages are told what happens: lost, tried again, given up.

import { rmSync } from 'node:fs'
import { expect, test, type Page } from '../support/test.ts'
import { openBookings, rows } from '../support/bookings.ts'
import { bell, connected, line } from '../support/live.ts'
import { SOCKET, hydrated, open } from '../support/page.ts'
import { signIn, signInAnew } from '../support/people.ts'
import { newFolder, start } from '../support/server.ts'
import { bookByRequest } from '../support/requests.ts'
import { ownDay } from '../support/work.ts'

// Clocks are turned forward by the second, and one test starts two servers.
test.describe.configure({ timeout: 120_000 })

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
    await expect(line(page)).toContainText('Can’t reach the server', { timeout: 500 })
  }).toPass()
  await page.clock.runFor(600_000)
  expect(await attempts(page)).toHaveLength(10)
  await page.unrouteAll()
  await page.routeWebSocket(SOCKET, (socket) => void socket.connectToServer())
  await line(page).getByRole('button', { name: 'Reconnect now' }).click()
  await connected(page)
  await expect(line(page)).toBeHidden()
})

test('without a network nothing is tried; with it, at once', { tag: '@phone' }, async ({ page, context, expected }) => {
  expected.push(/WebSocket|ERR_INTERNET/)
  await signIn(page, 'manager')
  await open(page, '/crm')
  await connected(page)
  await context.setOffline(true)
  await expect(bell(page)).toHaveAttribute('data-link', 'lost')
  await expect(line(page)).toContainText('You’re offline', { timeout: 15_000 })
  await context.setOffline(false)
  await connected(page)
  await expect(line(page)).toBeHidden()
})

test('whoever is signed out is told, and tries no more', async ({ page, browser, expected }) => {
  expected.push(/WebSocket|401/)
  await signInAnew(page, 'oksana')
  await connected(page)
  const other = await (await browser.newContext({ baseURL: process.env.CRM_URL! })).newPage()
  await signInAnew(other, 'oksana')
  await open(other, '/crm/profile')
  await other.getByRole('button', { name: 'Sign out all other devices' }).click()
  await expect(line(page)).toContainText('You’ve been signed out', { timeout: 15_000 })
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
    const look = () => {
      if (!line.hidden) (window as Watched).shown = true
    }
    new MutationObserver(look).observe(line, { attributes: true })
  })
  await cut()
  await expect(bell(page)).toHaveAttribute('data-link', 'lost')
  await attempt(page, 2)
  await connected(page)
  expect(await page.evaluate(() => (window as Watched).shown ?? false)).toBe(false)
})

test('a server that is killed and started again is found by itself, and nothing was missed', async ({ browser }) => {
  const folder = newFolder()
  let server = await start(folder)
  try {
    const person = async (name: string) => {
      const page = await (await browser.newContext({ baseURL: server.url })).newPage()
      await signInAnew(page, name)
      return page
    }
    const [page, other] = await Promise.all([person('director'), person('manager')])
    const day = ownDay()
    await openBookings(page, `?from=${day}&to=${day}`)
    await connected(page)
    await expect(rows(page)).toHaveCount(0)
    server.kill()
    await expect(bell(page)).toHaveAttribute('data-link', 'lost')
    server = await start(folder, new URL(server.url).host)
    await bookByRequest(other, { day })
    await expect(rows(page)).toHaveCount(1, { timeout: 60_000 })
    await connected(page)
    for (const one of [page, other]) await one.context().close()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
