// Who else is there, and how they are reached.

import { expect, test } from '../support/test.ts'
import { openBookings, rows } from '../support/bookings.ts'
import { connected } from '../support/live.ts'
import { open } from '../support/page.ts'
import { another, signIn } from '../support/people.ts'

// Somebody who leaves is gone after a while of the server's own.
test.describe.configure({ timeout: 90_000 })

test('who else looks at a booking is shown', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'director')
  await openBookings(page)
  await rows(page).first().locator('td.client a').click()
  await connected(page)
  await expect(page.locator('.viewers')).toBeHidden()
  const other = await another(page, 'manager')
  const address = new URL(page.url())
  await open(other, address.pathname)
  await expect(page.locator('.viewers')).toContainText('is also viewing')
  await expect(other.locator('.viewers')).toContainText('is also viewing')
  await other.goto('/crm')
  await expect(page.locator('.viewers')).toBeHidden()
  await other.context().close()
})

test('how people are reached is shown, and that one is not to be disturbed', async ({ page }) => {
  await signIn(page, 'director')
  await open(page, '/crm/staff')
  await connected(page)
  const other = await another(page, 'accountant')
  await open(other, '/crm')
  await connected(other)
  const person = page.locator('.staff li').filter({ hasText: 'accountant@salon.test' }).locator('.presence')
  await expect(person).toHaveText('Online')
  await other.locator('.me').click()
  await other.locator('#busy').check()
  await expect(person).toHaveText('Do not disturb')
  await other.locator('#busy').uncheck()
  await expect(person).toHaveText('Online')
  await other.context().close()
  await expect(person).toHaveText('Offline', { timeout: 45_000 })
})
