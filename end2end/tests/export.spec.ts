import { expect, test } from '../support/test.ts'
import { BOOKINGS, clients, openBookings } from '../support/bookings.ts'
import { signIn } from '../support/people.ts'

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
