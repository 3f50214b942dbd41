import { expect, type Locator, type Page } from '@playwright/test'
import { hydrated } from './page.ts'
import { rows, sheet } from './bookings.ts'

export const newBooking = (page: Page) => page.locator('#new-booking')
export const toast = (page: Page) => page.locator('.toasts li')
/** The button of a toast that undoes, or shows, what it says. */
export const toastButton = (page: Page) => toast(page).locator('button:not(.icon)')

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

/** Chooses a day, and the nth of the free times. */
export async function chooseTime(page: Page, day: string, nth = 0): Promise<string> {
  await page.locator('#new-day').fill(day)
  const time = page.locator('.times input').nth(nth)
  await expect(time).toBeAttached()
  await time.check()
  return time.inputValue()
}

export const book = (page: Page) => newBooking(page).locator('button.go').click()

/** Books somebody by the form; answers their row of the list, for the day may have others. */
export async function bookSomebody(page: Page, day: string) {
  await beginBooking(page)
  await chooseClient(page, 'ан')
  const name = await page.locator('#new-client').inputValue()
  await chooseTime(page, day)
  await book(page)
  await expect(newBooking(page)).toBeHidden()
  return rows(page).filter({ hasText: name }).first()
}

/** A day so many days from now, on which the salon of the demo has room. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Demo data end 273 days from now, and a booking may be two years ahead. */
const FIRST_DAY = 280
const DAYS_OF_A_WORKER = 36
const WORKERS = 12
/** Later than any day of `ownDay`. */
export const LAST_DAY = FIRST_DAY + WORKERS * DAYS_OF_A_WORKER

let days = 0

/** A day on which no other test books, whichever ran before or runs beside this one. */
export function ownDay(): string {
  const worker = Number(process.env.TEST_WORKER_INDEX ?? 0) % WORKERS
  return dayAhead(FIRST_DAY + worker * DAYS_OF_A_WORKER + (days++ % DAYS_OF_A_WORKER))
}

const ICONS = {
  confirm: 'check',
  check_in: 'door-open',
  complete: 'check-check',
  cancel: 'x',
  reopen: 'rotate-ccw',
  trash: 'trash-2',
  restore: 'archive-restore',
} as const

/** The button that takes a step with a booking, by its icon: in any language. */
export const stepButton = (within: Locator, step: keyof typeof ICONS) =>
  within.locator(`button:has(use[href$="#${ICONS[step]}"])`)

/** The button of the opened booking that opens the form to change it. */
export const editButton = (page: Page) => sheet(page).locator('.acts button:has(use[href$="#pencil"])')
