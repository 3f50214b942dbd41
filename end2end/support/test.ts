// `test` with what every test of ours wants: our server, and a failure for anything that a browser complains about.

import { test as base } from '@playwright/test'

export { expect, type Locator, type Page } from '@playwright/test'

type Ours = {
  /** Complaints of the browser that a test provokes. */
  expected: RegExp[]
  complaints: void
}

export const test = base.extend<Ours>({
  baseURL: async ({}, use) => {
    await use(process.env.CRM_URL)
  },
  expected: async ({}, use) => {
    await use([])
  },
  complaints: [
    async ({ context, expected }, use) => {
      const complaints: string[] = []
      // Where script is off or kept waiting, what was loaded for it in advance waits too.
      expected.push(
        /was preloaded using link preload but not used/,
        /Service Worker registration blocked by Playwright/,
      )
      // A page that is left, or cut off, cuts its socket off too.
      expected.push(/WebSocket connection to/)
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') {
          complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`)
        }
      })
      context.on('weberror', (error) => complaints.push(`error: ${error.error().stack}`))
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (violation) => {
          console.error(`content security policy: ${violation.violatedDirective} ${violation.blockedURI}`)
        })
      })
      await use()
      const unexpected = complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)))
      base.expect(unexpected, 'what the browser complained about').toEqual([])
    },
    { auto: true },
  ],
})
