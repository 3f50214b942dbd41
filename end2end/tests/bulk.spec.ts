// Many bookings changed by one click.

import { expect, test } from '../support/test.ts'
import { openBookings } from '../support/bookings.ts'
import { signIn } from '../support/people.ts'
import { dayAhead, stepButton, toast, toastButton } from '../support/work.ts'

test('many are confirmed at once, and taken back at once', async ({ page }) => {
  await signIn(page, 'admin')
  // Other tests book later days.
  await openBookings(page, `?status=pending&sort=oldest&to=${dayAhead(150)}`)
  const figure = page.locator('a.figure').first().locator('b')
  const total = Number((await figure.innerText()).replace(/\D/g, ''))
  await page.keyboard.press('x')
  const ticks = page.locator('.tick input')
  await ticks.first().check()
  await ticks.nth(4).click({ modifiers: ['Shift'] })
  await expect(page.locator('.many [role=status]')).toHaveText('5 bookings selected')
  await stepButton(page.locator('.many'), 'confirm').click()
  await expect(toast(page)).toContainText('5 bookings changed')
  await expect(figure).toHaveText(String(total - 5))
  await toastButton(page).click()
  await expect(figure).toHaveText(String(total))
})

test('two hundred are thrown away at once, and taken back at once', { tag: '@phone' }, async ({ page, isMobile }) => {
  await signIn(page, 'admin')
  const last = new Date(Date.now() - 400 * 86_400_000)
  const day = (before: number) => new Date(last.getTime() - before * 86_400_000).toISOString().slice(0, 10)
  await openBookings(page, `?status=completed&from=${day(isMobile ? 130 : 60)}&to=${day(isMobile ? 71 : 0)}`)
  const figure = page.locator('a.figure').filter({ hasText: 'Completed' }).locator('b')
  const total = Number((await figure.innerText()).replace(/\D/g, ''))
  expect(total).toBeGreaterThan(199)
  await page.getByRole('button', { name: 'Select', exact: true }).click()
  const bar = page.locator('.many')
  await bar.getByRole('button', { name: /^Select all/ }).click()
  await bar.locator('[popovertarget=many-steps]').click()
  await stepButton(page.locator('#many-steps'), 'trash').click()
  await expect(toast(page)).toContainText(`${total} bookings changed`)
  await expect(figure).toHaveText('0')
  await toastButton(page).click()
  await expect(figure).toHaveText(String(total))
})
