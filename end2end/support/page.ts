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
    offline: false, latency: 400, downloadThroughput: 60 * 1024, uploadThroughput: 60 * 1024,
  })
}
