import { expect, type Page } from '@playwright/test'
import { open } from './page.ts'

export const BOOKINGS = '/crm/bookings'

/** Opens the bookings page, asking for what `query` says. */
export async function openBookings(page: Page, query = '') {
  await open(page, BOOKINGS + query)
}

/** Services of the demo, as rows name them: in the language in which they were booked. */
export const MANICURE = /маникюр|manicure|مانيكير/i
export const MASSAGE = /массаж|massage|lymphatic|مساج/i

export const rows = (page: Page) => page.locator('tr.row')
export const clients = (page: Page) => page.locator('tr.row td.client a')
export const figures = (page: Page) => page.locator('a.figure')
export const sheet = (page: Page) => page.locator('aside.side')
export const search = (page: Page) => page.locator('#search')
export const more = (page: Page) => page.locator('a.more')
export const marks = (page: Page) => page.locator('tr.row mark')

/** Types into the search field, as a person does. */
export async function searchFor(page: Page, words: string) {
  await search(page).fill('')
  await search(page).pressSequentially(words, { delay: 10 })
}

/** The ids of the shown bookings, in order. */
export async function shownIds(page: Page): Promise<string[]> {
  return clients(page).evaluateAll((links) =>
    links.map((link) => new URL((link as HTMLAnchorElement).href).pathname.split('/').pop()!),
  )
}

/** What was shown is still shown; the next piece may have come to it meanwhile. */
export async function expectStillShown(page: Page, ids: string[]) {
  expect((await shownIds(page)).slice(0, ids.length)).toEqual(ids)
}

/** Waits for an address that asks exactly this. */
export async function expectAsked(page: Page, asked: Record<string, string>) {
  await expect(() => {
    const url = new URL(page.url())
    expect(Object.fromEntries(url.searchParams)).toEqual(asked)
  }).toPass({ timeout: 10_000 })
}

/** The number that a figure shows. */
export async function figure(page: Page, name: string): Promise<number> {
  const value = await figures(page).filter({ hasText: name }).locator('b').innerText()
  return Number(value.replace(/\D/g, ''))
}

/** Scrolls until there are more bookings than before. */
export async function scrollForMore(page: Page) {
  const before = await rows(page).count()
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    expect(await rows(page).count()).toBeGreaterThan(before)
  }).toPass({ timeout: 10_000 })
}

/** Scrolls until the list has ended. */
export async function scrollToEnd(page: Page) {
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await expect(page.locator('p.list-end')).toBeVisible({ timeout: 200 })
  }).toPass({ timeout: 20_000 })
}
