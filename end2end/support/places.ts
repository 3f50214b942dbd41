import { expect, type Page } from '@playwright/test'
import { BOOKINGS, clients, rows, sheet } from './bookings.ts'
import { open } from './page.ts'
import { beginBooking, chooseClient } from './work.ts'
import { signIn } from './people.ts'

const CHANGE = /^(Edit booking|Изменить запись|تعديل الحجز)$/

/** A new link replaces the one before: each worker has somebody of its own. */
const FORGETFUL = ['accountant', 'marketer']

/** Every page in each state that looks different. */
export const PLACES: Record<string, (page: Page) => Promise<unknown>> = {
  login: (page) => page.goto('/login'),
  'link that is gone': (page) => page.goto(`/login/link/${'0'.repeat(64)}`),
  'link to choose a password': async (page) => {
    await open(page, '/crm/staff')
    await page
      .getByRole('listitem')
      .filter({ hasText: `${FORGETFUL[Number(process.env.TEST_PARALLEL_INDEX) % 2]}@` })
      .locator('button.icon')
      .click()
    const link = page.locator('#password-link-text')
    await expect(link).not.toHaveValue('')
    await page.goto(new URL(await link.inputValue()).pathname)
  },
  today: (page) => open(page, '/crm'),
  bookings: async (page) => {
    await open(page, BOOKINGS)
    await expect(rows(page).first()).toBeVisible()
  },
  'bookings of a period': (page) => open(page, `${BOOKINGS}?from=2026-10-01&to=2026-10-31&status=completed`),
  'nothing found': (page) => open(page, `${BOOKINGS}?q=щщщщщ`),
  booking: async (page) => {
    await open(page, `${BOOKINGS}?status=completed`)
    await clients(page).first().click()
    await expect(sheet(page).locator('.story, .empty').first()).toBeVisible()
  },
  'no such booking': (page) => open(page, `${BOOKINGS}/999999999`),
  'unknown address': (page) => open(page, '/crm/nowhere'),
  'not allowed': async (page) => {
    await signIn(page, 'marketer')
    await open(page, '/crm/trash')
  },
  'a step with its way back': async (page) => {
    await open(page, `${BOOKINGS}?status=pending`)
    await page.keyboard.press('x')
    await page.locator('.tick input').nth(Number(process.env.TEST_PARALLEL_INDEX)).check()
    await page.locator('.many button:has(use[href*="#check"])').first().click()
    await expect(page.locator('.toasts li')).toBeVisible()
  },
  profile: async (page) => {
    await open(page, '/crm')
    await page.locator('[popovertarget=profile]').click()
  },
  settings: async (page) => {
    await open(page, '/crm/profile')
    await expect(page.getByRole('listitem').first()).toBeVisible()
  },
  staff: async (page) => {
    await open(page, '/crm/staff')
    await expect(page.getByRole('listitem').first()).toBeVisible()
  },
  inbox: async (page) => {
    await open(page, '/crm/notifications')
    await expect(page.locator('.note, .empty').first()).toBeVisible()
  },
  gallery: (page) => open(page, '/crm/ui'),
  palette: async (page) => {
    await open(page, '/crm')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('ана')
    await expect(page.getByRole('option').nth(3)).toBeVisible()
  },
  shortcuts: async (page) => {
    await open(page, '/crm')
    await page.keyboard.press('?')
    await expect(page.locator('#shortcuts')).toBeVisible()
  },
  trash: async (page) => {
    await open(page, '/crm/trash')
    await expect(page.locator('.lines, .empty').first()).toBeVisible()
  },
  'new booking': async (page) => {
    await open(page, '/crm')
    await beginBooking(page)
    await chooseClient(page, 'ан')
    await expect(page.locator('.picks .pick').first()).toBeVisible()
  },
  'changing a booking': async (page) => {
    await open(page, `${BOOKINGS}?status=confirmed`)
    await clients(page).first().click()
    await sheet(page).getByRole('button', { name: CHANGE }).click()
    await expect(page.locator('#edit-day')).toBeVisible()
  },
  cancelling: async (page) => {
    await open(page, `${BOOKINGS}?status=confirmed`)
    await page.locator('.dots').first().click()
    await page.locator('#row-menu .bad').first().click()
    await expect(page.locator('#cancel')).toBeVisible()
  },
  selecting: async (page) => {
    await open(page, BOOKINGS)
    await page.keyboard.press('x')
    await page.locator('.tick input').first().check()
    await expect(page.locator('.many')).toBeVisible()
  },
  periods: async (page) => {
    await open(page, BOOKINGS)
    await page.locator('[popovertarget=periods]').click()
  },
}

/** Those for strangers. */
const OUTSIDE = ['login', 'link that is gone']

/** What the browser says of the place that is there no more. */
export const COMPLAINTS = [/404.*\/login\/link\/0+/, /404.*\/bookings\/9+/, /404.*\/nowhere/, /403.*\/trash/]

/** Opens a place as a director, or as a stranger where that is what it is for. */
export async function go(page: Page, place: string) {
  // A draft of the place before would open by itself.
  if (page.url().startsWith('http')) await page.evaluate(() => localStorage.clear())
  if (!OUTSIDE.includes(place)) await signIn(page, 'director')
  await PLACES[place]!(page)
}
