import { expect, type Page } from '@playwright/test'

export const bell = (page: Page) => page.locator('.bell')
/** What is said of a link that is lost. */
export const line = (page: Page) => page.locator('.live-line')

/** Waits until the page is told what happens. */
export async function connected(page: Page) {
  await expect(bell(page)).toHaveAttribute('data-link', 'connected', { timeout: 30_000 })
}
