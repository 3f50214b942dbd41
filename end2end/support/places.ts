import { expect, type Page } from '@playwright/test'
import { BOOKINGS, clients, rows, sheet } from './bookings.ts'
import { open } from './page.ts'
import { signIn } from './people.ts'

/** Every page in each state that looks different. */
export const PLACES: Record<string, (page: Page) => Promise<unknown>> = {
  login: (page) => page.goto('/login'),
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
  profile: async (page) => {
    await open(page, '/crm')
    await page.locator('[popovertarget=profile]').click()
  },
  settings: async (page) => {
    await open(page, '/crm/settings')
    await expect(page.getByRole('listitem').first()).toBeVisible()
  },
  staff: async (page) => {
    await open(page, '/crm/staff')
    await expect(page.getByRole('listitem').first()).toBeVisible()
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
  periods: async (page) => {
    await open(page, BOOKINGS)
    await page.locator('[popovertarget=periods]').click()
  },
}

/** Opens a place as a director, or as a stranger where that is what it is for. */
export async function go(page: Page, place: string) {
  if (place !== 'login') await signIn(page, 'director')
  await PLACES[place]!(page)
}
