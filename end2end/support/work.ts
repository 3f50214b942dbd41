import { expect, type Page } from '@playwright/test'
import { hydrated } from './page.ts'

export const newBooking = (page: Page) => page.locator('#new-booking')
export const toast = (page: Page) => page.locator('.toasts li')

/** Opens the sheet of a new booking, as a person at a keyboard does. */
export async function beginBooking(page: Page) {
  await hydrated(page)
  await page.keyboard.press('c')
  await expect(page.locator('#new-client')).toBeFocused({ timeout: 20_000 })
}

/** Chooses the first client whose name begins so. */
export async function chooseClient(page: Page, name: string) {
  await page.locator('#new-client').fill(name)
  await expect(page.locator('#new-client-list [role=option]').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('#new-service')).not.toHaveValue('')
}

/** A day so many days from now, on which the salon of the demo has room. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Chooses a day, and the nth of the free times. */
export async function chooseTime(page: Page, day: string, nth = 0): Promise<string> {
  await page.locator('#new-day').fill(day)
  const time = page.locator('.times input').nth(nth)
  await expect(time).toBeAttached()
  await time.check()
  return time.inputValue()
}

export const book = (page: Page) => newBooking(page).locator('button.go').click()
