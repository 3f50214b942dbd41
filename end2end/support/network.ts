import type { Page } from '@playwright/test'

/** How a network, or a proxy before the server, fails; and what the page says. */
export const FAULTS = {
  silence: 'No answer',
  'an answer that breaks off': 'Can’t reach the server',
  'a proxy without a server': 'The system is temporarily unavailable',
  'a proxy that has had enough': 'Too many requests',
} as const
export type Fault = keyof typeof FAULTS
export const EVERY_FAULT = Object.keys(FAULTS) as Fault[]

/** What the browser complains about then. */
export const COMPLAINTS = /ERR_FAILED|502|429/

const page502 = { status: 502, contentType: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' }
const page429 = { status: 429, contentType: 'text/html', body: '<html><h1>429 Too Many Requests</h1></html>' }

/** Lets the requests to a server function fail until the returned function is called. A silence passes at once: the
 * page's clock must be installed, and is turned forward once the request has left. */
export async function failing(page: Page, fn: string, fault: Fault) {
  const address = `**/api/${fn}`
  await page.route(address, async (route) => {
    switch (fault) {
      case 'silence':
        return
      case 'an answer that breaks off':
        return route.abort('failed')
      case 'a proxy without a server':
        return route.fulfill(page502)
      case 'a proxy that has had enough':
        return route.fulfill(page429)
    }
  })
  const asked = page.waitForRequest(address)
  return {
    /** Waits until the page has given up, by its own clock: after 10 s of reading, or 20 s of writing. */
    over: async (seconds: number) => {
      await asked
      if (fault === 'silence') await page.clock.runFor(seconds * 1000 + 100)
    },
    mend: () => page.unroute(address),
  }
}
