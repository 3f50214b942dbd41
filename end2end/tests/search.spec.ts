import { expect, test, type Page } from '../support/test.ts'
import { holdFirst, slowDown } from '../support/page.ts'
import { beginBooking } from '../support/work.ts'
import { signIn } from '../support/people.ts'
import {
  MANICURE,
  MASSAGE,
  clients,
  expectAsked,
  figure,
  marks,
  openBookings,
  rows,
  scrollToEnd,
  search,
  searchFor,
  sheet,
  shownIds,
} from '../support/bookings.ts'

test.beforeEach(async ({ page }) => {
  await signIn(page, 'director')
})

/** Waits until all shown rows have the text where it is searched for. */
async function expectOnly(page: Page, pattern: RegExp) {
  await expect(rows(page).filter({ hasNotText: pattern })).toHaveCount(0)
  await expect(rows(page)).not.toHaveCount(0)
}

test('search as you type finds names, marks them and says so in the address', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page)
  const before = await figure(page, 'Total')
  await searchFor(page, 'ивано')
  await expectAsked(page, { q: 'ивано' })
  await expectOnly(page, /ивано/i)
  await expect(marks(page).first()).toHaveText(/^ивано$/i)
  await expect.poll(() => figure(page, 'Total')).toBeLessThan(before)
  await expect(search(page)).toHaveValue('ивано')
  await expect(search(page)).toBeFocused()
})

for (const [what, typed, pattern] of [
  ['a service in Cyrillic', 'МаНиКюР', MANICURE],
  ['a service in Latin', 'MASSAGE', MASSAGE],
  ['a service in Arabic', 'مانيكير', MANICURE],
  ['ё as е', 'елена', /[её]лена/i],
  ['two words in any order', 'гель маникюр', /маникюр.*гель|gel manicure|مانيكير جل/i],
] as const) {
  test(`search finds ${what}`, async ({ page }) => {
    await openBookings(page)
    await searchFor(page, typed)
    await expectAsked(page, { q: typed })
    await expectOnly(page, pattern)
  })
}

test('what was searched for is marked, also where it is written otherwise', async ({ page }) => {
  await openBookings(page)
  await searchFor(page, 'елена')
  await expectOnly(page, /[её]лена/i)
  await expect(marks(page).first()).toHaveText(/^[её]лена$/i)
})

test('search finds a phone in another notation', async ({ page }) => {
  // Not on any page of the list is somebody with a phone of this country: they are asked for.
  await openBookings(page, '?q=%2B971')
  const row = rows(page)
    .filter({ has: page.locator('td.client small', { hasText: /^\+971/ }) })
    .first()
  const digits = (await row.locator('td.client small').textContent())!.replace(/\D/g, '').slice(3)
  const id = new URL((await row.locator('td.client a').getAttribute('href'))!, page.url()).pathname.split('/').pop()!
  const [operator, first, last] = [digits.slice(0, 2), digits.slice(2, 5), digits.slice(5)]
  await searchFor(page, '')
  await expectAsked(page, {})
  for (const typed of [
    `0${operator} ${first} ${last}`,
    `00971-${operator}-${first}-${last}`,
    `(${operator}) ${first}.${last}`,
    last,
  ]) {
    await searchFor(page, typed)
    await expectAsked(page, { q: typed })
    await expect.poll(() => shownIds(page), typed).toContain(id)
    await expect(marks(page).first()).toBeAttached()
    await searchFor(page, '')
    await expectAsked(page, {})
  }
})

test('search finds an Instagram name with and without @', async ({ page }) => {
  await openBookings(page, '?q=%40')
  const id = (await shownIds(page))[0]!
  await clients(page).first().click()
  const handle = await sheet(page).locator('dd', { hasText: /^@/ }).innerText()
  await page.goBack()
  for (const typed of [handle, handle.slice(1), handle.toUpperCase()]) {
    await searchFor(page, typed)
    await expectAsked(page, { q: typed })
    await expect.poll(() => shownIds(page), typed).toContain(id)
  }
})

test('an answer that comes late does not take the place of a newer one', async ({ page }) => {
  await openBookings(page)
  const first = await holdFirst(page, '**/api/bookings/list')
  await searchFor(page, 'мани')
  await first.asked
  await search(page).pressSequentially('кюр')
  await expectAsked(page, { q: 'маникюр' })
  await first.release()
  await expectOnly(page, MANICURE)
  await expect(search(page)).toHaveValue('маникюр')
  await expect(marks(page).first()).toHaveText(/^маникюр$/i)
})

test('nothing found says so and leads out', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page, '?status=pending')
  await searchFor(page, 'щщщщщ')
  await expect(page.getByText('Nothing found')).toBeVisible()
  await expect(rows(page)).toHaveCount(0)
  await expect.poll(() => figure(page, 'Total')).toBe(0)
  await page.getByRole('link', { name: 'Clear all filters' }).click()
  await expectAsked(page, {})
  await expect(rows(page)).not.toHaveCount(0)
  await expect(search(page)).toHaveValue('')
})

test('clearing the search keeps the filters', async ({ page }) => {
  await openBookings(page, '?q=massage&status=completed')
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expectAsked(page, { status: 'completed' })
  await expect(search(page)).toHaveValue('')
  await expect(marks(page)).toHaveCount(0)
})

test('with a search the figures count exactly what it finds', async ({ page }) => {
  await openBookings(page, '?q=aromatherapy&from=2026-01-01&to=2026-12-31')
  const total = await figure(page, 'Total')
  await scrollToEnd(page)
  await expect(rows(page)).toHaveCount(total)
  await expect(rows(page).locator('.pill.is-pending')).toHaveCount(await figure(page, 'Pending'))
  await expect(rows(page).locator('.pill.is-completed')).toHaveCount(await figure(page, 'Completed'))
})

test('what looks like an encoded letter is searched for as it stands', async ({ page }) => {
  await openBookings(page)
  await searchFor(page, '%41')
  await expectAsked(page, { q: '%41' })
  await expect(page.getByText('Nothing found')).toBeVisible()
  await page.reload()
  await expect(search(page)).toHaveValue('%41')
  await expect(page.getByText('Nothing found')).toBeVisible()
})

test('what a search finds is announced', async ({ page }) => {
  await openBookings(page)
  await expect(page.getByRole('main').getByRole('status')).toBeEmpty()
  await searchFor(page, 'щщщщщ')
  await expect(page.getByRole('main').getByRole('status')).toHaveText('0 bookings found')
  await searchFor(page, 'a')
  await expect(page.getByRole('main').getByRole('status')).toHaveText('More than 1,000 bookings found')
})

test('more than a thousand matches are said to be more', async ({ page }) => {
  await openBookings(page, '?q=a')
  await expect(page.locator('a.figure', { hasText: 'Total' }).locator('b')).toHaveText('1,000+')
})

test('a name in another alphabet finds names that sound like it', async ({ page }) => {
  await openBookings(page)
  await searchFor(page, 'Айжан')
  await expect(page.getByText('No exact matches. Similar names')).toBeVisible()
  await expectOnly(page, /Aizhan/)
})

test('a client whose name is written in another alphabet is offered before a new one', async ({ page }) => {
  await openBookings(page)
  await beginBooking(page)
  await page.locator('#new-client').fill('мухаммед')
  await expect(page.locator('#new-client-list [role=option]').filter({ hasText: /Mohammed|محمد/ })).not.toHaveCount(0)
})

test('typing on a slow network leaves a page that works', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page)
  await slowDown(page)
  await search(page).pressSequentially('ковалёва', { delay: 120 })
  await expectAsked(page, { q: 'ковалёва' })
  await expectOnly(page, /ковал[её]в/i)
  const client = await clients(page).first().innerText()
  await clients(page).first().click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toHaveText(client)
})
