import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '../support/test.ts'
import { BOOKINGS, clients, openBookings } from '../support/bookings.ts'
import { signIn } from '../support/people.ts'
import { toast } from '../support/work.ts'

test('exactly what is filtered is exported, by right', async ({ page }) => {
  await signIn(page, 'director')
  await openBookings(page, '?status=no_show')
  const total = Number((await page.locator('a.figure').nth(2).locator('b').innerText()).replace(/\D/g, ''))
  const text = await (await page.request.get(`${BOOKINGS}/export.csv?status=no_show`)).text()
  const lines = text.trim().split('\n')
  expect(lines[0]).toContain('Client')
  expect(lines.length - 1).toBeGreaterThan(0)
  expect(lines.length - 1).toBeLessThan(total)
  expect(lines.slice(1).every((line) => line.includes('No-show'))).toBe(true)
  const some = (
    await clients(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')?.match(/\d+/)?.[0]))
  ).slice(0, 3)
  const chosen = await (await page.request.get(`${BOOKINGS}/export.csv?only=${some.join(',')}`)).text()
  expect(chosen.trim().split('\n')).toHaveLength(4)
  const workbook = await page.request.get(`${BOOKINGS}/export.xlsx?status=no_show`)
  expect((await workbook.body()).subarray(0, 2).toString()).toBe('PK')
  await signIn(page, 'accountant')
  const money = await (await page.request.get(`${BOOKINGS}/export.csv?status=no_show`)).text()
  expect(money.split('\n')[0]).not.toContain('Client')
  await signIn(page, 'manager')
  expect((await page.request.get(`${BOOKINGS}/export.csv`)).status()).toBe(403)
  await openBookings(page)
  await expect(page.getByRole('button', { name: 'Export' })).toHaveCount(0)
})

const exportAs = async (page: Page, name: string | RegExp) => {
  await page.locator('[popovertarget=exports]').click()
  await page.locator('#exports').getByRole('link', { name }).click()
}

test('a file is saved in the style that was chosen', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'director')
  await openBookings(page, '?status=completed&q=anna')
  for (const [style, heading] of [
    ['CSV (commas, 1.50)', ',Client,Phone,Instagram,'],
    ['CSV (semicolons, 1,50)', ';Client;Phone;Instagram;'],
  ] as const) {
    const downloading = page.waitForEvent('download')
    await exportAs(page, style)
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^bookings-\d{4}-\d\d-\d\d\.csv$/)
    expect(await readFile(await download.path(), 'utf8')).toContain(heading)
  }
})

test('an export that is refused is words in the page, and no file', async ({ page, expected }) => {
  expected.push(/401|422|429|502|ERR_FAILED/)
  let files = 0
  page.on('download', () => files++)
  await signIn(page, 'director')
  await openBookings(page)
  const answers = [
    [429, 'application/json', '{"TooManyRequests":{"seconds":10}}', 'Wait 10 seconds'],
    [502, 'text/html', '<h1>Bad gateway</h1>', 'temporarily unavailable'],
    [200, 'text/html', '<h1>Sign in</h1>', 'can’t reach the server'],
  ] as const
  for (const [status, contentType, body, words] of answers) {
    await page.route('**/export.csv*', (route) => route.fulfill({ status, contentType, body }), { times: 1 })
    await exportAs(page, 'CSV (commas, 1.50)')
    await expect(toast(page).last()).toContainText('Couldn’t export')
    await expect(toast(page).last()).toContainText(words)
  }
  await page.context().clearCookies()
  await exportAs(page, 'Excel (XLSX)')
  await expect(toast(page).last()).toContainText('Couldn’t export: you’ve been signed out')
  expect(files).toBe(0)
  expect(page.url()).toContain(BOOKINGS)
})
