import { expect, type Page } from '@playwright/test'

/** Waits until the page answers; on a busy machine an unoptimised program takes its time. */
export async function hydrated(page: Page) {
  await expect(page.locator('html[data-hydrated]')).toBeAttached({ timeout: 20_000 })
}

/** Opens a page and waits until it answers. */
export async function open(page: Page, path: string) {
  await page.goto(path)
  await hydrated(page)
}

export const LANGUAGES = ['en', 'ru', 'ar'] as const
export const THEMES = ['light', 'dark'] as const
export type Language = (typeof LANGUAGES)[number]
export type Theme = (typeof THEMES)[number]

/** As if chosen in the profile some time ago. */
export async function prefer(page: Page, choice: { language?: Language; theme?: Theme }) {
  const url = process.env.CRM_URL!
  await page.context().addCookies(Object.entries(choice).map(([name, value]) => ({ name, value, url })))
}

/** A phone's network in a basement. */
export async function slowDown(page: Page) {
  const tools = await page.context().newCDPSession(page)
  await tools.send('Network.enable')
  await tools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 60 * 1024,
    uploadThroughput: 60 * 1024,
  })
}

/** Holds back what the page asks for at these addresses until the returned function is called. */
export async function hold(page: Page, addresses: string): Promise<() => Promise<void>> {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(addresses, async (route) => {
    await released
    // The page that asked may be gone, or want it no more.
    await route.continue().catch(() => {})
  })
  return async () => {
    release()
    await page.unroute(addresses)
  }
}

/** Holds back the first request to an address until it is released; that waits until the answer came, or is wanted no
 * more, and the page has shown what it makes of it. */
export async function holdFirst(page: Page, address: string) {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(
    address,
    async (route) => {
      await released
      await route.continue().catch(() => {})
    },
    { times: 1 },
  )
  const asked = page.waitForRequest(address)
  return {
    asked,
    release: async () => {
      const answered = (await asked).response().then((answer) => answer?.finished())
      release()
      await answered
      await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))
    },
  }
}

/** Where pages are told what happens. */
export const SOCKET = '**/api/ws/notifications'

/** The page is told nothing that happens elsewhere. */
export async function withoutLiveLink(page: Page) {
  await page.routeWebSocket(SOCKET, (socket) => void socket.close())
}
