import { expect, test } from '../support/test.ts'
import { clients, openBookings, rows, sheet } from '../support/bookings.ts'
import { prefer, type Language } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import { expectToFit } from '../support/widths.ts'
import { beginBooking, book, chooseTime, newBooking, ownDay } from '../support/work.ts'

test('words without an end widen no list', async ({ page }) => {
  await signIn(page, 'director')
  const name = 'W'.repeat(60)
  await openBookings(page)
  await beginBooking(page)
  await page.getByRole('button', { name: 'New client' }).click()
  await page.locator('#new-name').fill(name)
  await page.locator('#new-instagram').fill('w'.repeat(30))
  await page.locator('#new-service').fill('man')
  await expect(page.locator('#new-service-list [role=option]').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await chooseTime(page, ownDay())
  await page.locator('#new-notes').fill(name)
  await book(page)
  await expect(newBooking(page)).toBeHidden()
  for (const language of ['ru', 'ar'] satisfies Language[]) {
    await prefer(page, { language })
    await openBookings(page, `?q=${name}`)
    await expect(rows(page)).not.toHaveCount(0)
    await expectToFit(page, language)
    await clients(page).first().click()
    await expect(sheet(page)).toContainText(name)
    await expectToFit(page, `${language}, opened`)
  }
})
