import { expect, test } from '../support/test.ts'
import { signIn } from '../support/people.ts'
import { clients, expectAsked, openBookings, rows, search, searchFor, sheet } from '../support/bookings.ts'
import { hydrated, open } from '../support/page.ts'
import { beginBooking, book, chooseTime, newBooking, ownDay } from '../support/work.ts'

const SEARCHES: Record<string, string> = {
  '10,000 characters': 'x'.repeat(10_000),
  '10,000 characters of many bytes': '🙂'.repeat(2_500),
  '2,000 words': 'a '.repeat(2_000),
  quotes: `'"\`; DROP TABLE bookings; --`,
  'percent and underscore': '%_%',
  backslashes: '\\\\%\\',
  markup: '</script><script>alert(`nowhere`)</script><img src=x onerror=alert(1)>',
  emoji: '👩🏽‍🦰💅🏿',
  'right-to-left marks': '\u202e\u200f\u202bابت\u202c',
  'half a character': 'e\u0301\u0301\u0301',
  'spaces only': ' \t\u00a0\u2003',
  'a lone sign': '+',
}

test.beforeEach(async ({ page }) => {
  await signIn(page, 'director')
})

/** Addresses as no browser of ours makes them. */
const ADDRESSES = [
  'q=%00',
  'q=a%00b',
  'q=%FF%FE',
  'q=%',
  'q=%zz',
  'q',
  '&&&=',
  'q=a&q=b',
  'status=%00',
  'after=%00',
  'from=%00&to=%FF',
]

test('any search is answered plainly', async ({ page }) => {
  for (const [name, typed] of Object.entries(SEARCHES)) {
    const answer = await page.request.get(`/crm/bookings?q=${encodeURIComponent(typed)}`)
    expect.soft(answer.status(), name).toBe(200)
    const html = await answer.text()
    expect.soft(html, name).toContain('class="figures"')
    expect.soft(html, name).not.toContain('<script>alert')
    expect.soft(html, name).not.toContain('<img src=x')
  }
})

test('any address is answered plainly', async ({ page }) => {
  for (const query of ADDRESSES) {
    const answer = await page.request.get(`/crm/bookings?${query}`)
    expect.soft(answer.status(), query).toBe(200)
    expect.soft(await answer.text(), query).toContain('class="figures"')
  }
})

for (const name of ['10,000 characters', 'markup', 'right-to-left marks', 'half a character']) {
  test(`a browser shows what a search of ${name} finds`, async ({ page }) => {
    await openBookings(page, `?q=${encodeURIComponent(SEARCHES[name]!)}`)
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(rows(page).first().or(page.getByText('Nothing found'))).toBeVisible()
  })
}

test('percent and underscore are letters like any other', async ({ page }) => {
  await openBookings(page)
  await searchFor(page, '%')
  await expectAsked(page, { q: '%' })
  await expect(rows(page).filter({ hasNotText: '%' })).toHaveCount(0)
  await searchFor(page, '___')
  await expectAsked(page, { q: '___' })
  await expect(page.getByText('Nothing found')).toBeVisible()
})

test('markup that is kept stays text, wherever it is shown', async ({ page }) => {
  const markup = (field: string) => `<img src=x onerror=alert(1)>${field}</title></textarea><script>alert(1)</script>`
  const shows = async (...fields: string[]) => {
    for (const field of fields) await expect(page.locator('body')).toContainText(markup(field))
    await expect(page.locator('img, script:not([nonce])')).toHaveCount(0)
  }
  await openBookings(page)
  await beginBooking(page)
  await page.getByRole('button', { name: 'New client' }).click()
  await page.locator('#new-name').fill(markup('name'))
  await page.locator('#new-instagram').fill(markup('handle'))
  await page.locator('#new-service').fill('man')
  await expect(page.locator('#new-service-list [role=option]').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await chooseTime(page, ownDay())
  await page.locator('#new-notes').fill(markup('notes'))
  await book(page)
  await expect(newBooking(page)).toBeHidden()
  await shows('name')
  await openBookings(page, `?q=onerror`)
  await shows('name')
  await clients(page).first().click()
  await shows('name', 'notes')
  await page.reload()
  await shows('name', 'notes')
  await sheet(page).getByRole('button', { name: 'Edit booking', exact: true }).click()
  await expect(page.locator('#edit-notes')).toBeVisible()
  await expect(page.locator('#edit-notes')).toHaveValue(markup('notes'))
  await page.keyboard.press('Escape')
  await expect(page.locator('#edit-booking')).toBeHidden()
  await sheet(page).getByRole('button', { name: 'More' }).click()
  await sheet(page).getByRole('button', { name: 'Cancel booking' }).click()
  await page.locator('#cancel textarea').fill(markup('reason'))
  await page.locator('#cancel button.danger').click()
  await expect(page.locator('#cancel')).toBeHidden()
  await page.reload()
  await shows('reason')
  await hydrated(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('onerror')
  await expect(page.getByRole('option').filter({ hasText: 'onerror' }).first()).toBeVisible()
  await shows('name')
  await page.keyboard.press('Escape')
  await expect(page.locator('#palette')).toBeHidden()
  // News of the cancellation may draw the sheet again, and its menu closes.
  const trash = sheet(page).getByRole('button', { name: 'Move to trash' })
  await expect(async () => {
    await sheet(page).getByRole('button', { name: 'More' }).click()
    await expect(trash).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await trash.click()
  await expect(page.locator('.toasts li').filter({ hasText: 'Moved to trash' })).toBeVisible()
  await open(page, '/crm/trash')
  await shows('name')
})

test('markup that is typed stays text', async ({ page }) => {
  await openBookings(page)
  await searchFor(page, SEARCHES.markup!)
  await expect(page.getByText('Nothing found')).toBeVisible()
  await expect(search(page)).toHaveValue(SEARCHES.markup!)
  await expect(page.locator('img')).toHaveCount(0)
})
