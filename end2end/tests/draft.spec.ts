// What is typed into the form of a new booking is not lost, and is booked once.

import { expect, test } from '../support/test.ts'
import { BOOKINGS, openBookings, rows, sheet } from '../support/bookings.ts'
import { hydrated, open } from '../support/page.ts'
import { PASSWORD, fillIn, loginOf, signIn, signInAnew } from '../support/people.ts'
import { bookByRequest, editByRequest } from '../support/requests.ts'
import { beginBooking, book, chooseClient, chooseTime, newBooking, editButton, ownDay, toast } from '../support/work.ts'

test('what was typed survives a reload, and a click without a network', async ({ page, context, expected }) => {
  expected.push(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  await signIn(page, 'manager')
  await openBookings(page)
  await beginBooking(page)
  await chooseClient(page, 'ан')
  const name = await page.locator('#new-client').inputValue()
  await chooseTime(page, ownDay())
  await page.locator('#new-notes').fill('likes tea')
  await page.reload()
  await expect(page.locator('#new-notes')).toHaveValue('likes tea', { timeout: 20_000 })
  await expect(page.locator('#new-client')).toHaveValue(name)
  await context.setOffline(true)
  await book(page)
  await expect(newBooking(page).getByRole('alert')).toContainText('Can’t reach the server')
  await context.setOffline(false)
  // A double click is one booking.
  await newBooking(page).locator('button.go').dblclick()
  await expect(toast(page)).toContainText('Booked')
  await expect(toast(page)).toHaveCount(1)
  await page.reload()
  await expect(newBooking(page)).toHaveCount(0)
})

test('an answer that is lost on its way is not a second booking', async ({ page, expected }) => {
  expected.push(/Failed to load resource|Failed to fetch/)
  await signIn(page, 'manager')
  const day = ownDay()
  await openBookings(page, `?from=${day}&to=${day}`)
  const before = await rows(page).count()
  await beginBooking(page)
  await chooseClient(page, 'ан')
  await chooseTime(page, day)
  await page.route(
    '**/api/bookings/book',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await book(page)
  await expect(newBooking(page).getByRole('alert')).toBeInViewport()
  await book(page)
  await expect(toast(page)).toContainText('Booked')
  await page.reload()
  await expect(rows(page)).toHaveCount(before + 1)
})

test('what was typed outlives the session', async ({ page, context, expected }) => {
  expected.push(/401/)
  await signInAnew(page, 'manager')
  await openBookings(page, '?status=pending')
  await beginBooking(page)
  await chooseClient(page, 'ан')
  const name = await page.locator('#new-client').inputValue()
  await chooseTime(page, ownDay())
  await context.clearCookies({ name: 'session' })
  await book(page)
  const alert = newBooking(page).getByRole('alert')
  await expect(alert).toBeInViewport()
  await alert.getByRole('link').click()
  await fillIn(page, loginOf('manager'), PASSWORD)
  await page.waitForURL('**/crm/bookings?status=pending')
  await expect(page.locator('#new-client')).toHaveValue(name, { timeout: 20_000 })
  await book(page)
  await expect(toast(page)).toContainText('Booked')
})

test('a typed price survives a reload, and two tabs with one draft book apart', async ({ page, context, expected }) => {
  expected.push(/409/, /422/)
  await signIn(page, 'manager')
  await openBookings(page)
  await beginBooking(page)
  await chooseClient(page, 'ан')
  await chooseTime(page, ownDay(), 2)
  await expect(page.locator('#new-price')).not.toHaveValue('')
  await page.locator('#new-price').fill('77')
  await page.reload()
  await expect(page.locator('.times input').first()).toBeAttached()
  await expect(page.locator('#new-price')).toHaveValue(/^77/)
  const other = await context.newPage()
  await open(other, BOOKINGS)
  await other.locator('#new-notes').fill('of the other tab')
  await book(other)
  await expect(newBooking(other)).toBeHidden()
  await book(page)
  await expect(newBooking(page).getByRole('alert'), 'nobody is booked twice without knowing it').toContainText(
    'was already made',
  )
  await book(page)
  await expect(page.locator('.taken')).toBeVisible()
  await page.locator('.taken .chip').first().click()
  await expect(newBooking(page)).toBeHidden()
})

test('an edit that was not saved is there when the form is opened again', async ({ page }) => {
  await signIn(page, 'manager')
  const booking = await bookByRequest(page, { notes: 'likes tea' })
  await open(page, `${BOOKINGS}/${booking.id}`)
  const notes = page.locator('#edit-notes')
  const draft = page.locator('#edit-booking').getByText('Unsaved changes')
  await editButton(page).click()
  await expect(notes).toHaveValue('likes tea')
  await expect(draft).toHaveCount(0)
  await notes.fill('likes coffee')
  await page.reload()
  await hydrated(page)
  await editButton(page).click()
  await expect(notes).toHaveValue('likes coffee')
  await expect(draft).toBeVisible()
  // Meanwhile a colleague writes something else: nothing is overwritten in silence.
  await page.keyboard.press('Escape')
  await editByRequest(page, booking, { notes: 'likes water' })
  await editButton(page).click()
  await expect(page.locator('#edit-booking')).toContainText('likes water')
  await page.locator('#edit-booking').getByRole('button', { name: 'Discard them' }).click()
  await expect(draft).toHaveCount(0)
  await notes.fill('likes juice')
  await page.locator('#edit-booking button.go').click()
  await expect(sheet(page)).toContainText('likes juice')
  await editButton(page).click()
  await expect(draft).toHaveCount(0)
})
