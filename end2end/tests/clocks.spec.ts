// Days on which clocks change. The salon of the demo has none: the server's answers are stood in for.

import { expect, test } from '../support/test.ts'
import { open } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import { beginBooking, book, chooseClient, newBooking, ownDay } from '../support/work.ts'

test('two equal times are told apart, and a time that does not exist is answered with the nearest ones', async ({
  page,
  expected,
}) => {
  expected.push(/422/)
  await signIn(page, 'manager')
  await open(page, '/crm')
  const day = ownDay()
  await page.route('**/api/bookings/days', async (route) => {
    const answer = await route.fetch()
    const days = (await answer.json()) as { free: string[] }[]
    for (const of of days) of.free = [`${day}T01:00:00`, `${day}T01:00:00[second]`]
    await route.fulfill({ response: answer, json: days })
  })
  const sent: string[] = []
  await page.route('**/api/bookings/book', async (route) => {
    sent.push(route.request().postDataJSON().visit.services[0].starts)
    const skipped = { Skipped: { before: `${day}T00:45:00`, after: `${day}T02:00:00` } }
    await route.fulfill({ status: 422, json: { Invalid: [{ field: 'starts', flaw: skipped }] } })
  })
  await beginBooking(page)
  await chooseClient(page, 'ан')
  await page.locator('#new-day').fill(day)
  const times = newBooking(page).locator('.times label')
  await expect(times).toHaveText(['01:00', '01:00, second time'])
  await times.nth(1).click()
  await expect(times.nth(0).locator('input')).not.toBeChecked()
  await book(page)
  const flaw = newBooking(page).locator('#new-time-note')
  await expect(flaw).toContainText('This time doesn’t exist: clocks go forward. Nearest: 00:45 and 02:00.')
  await page.locator('#new-time').fill('02:00')
  await book(page)
  await expect.poll(() => sent).toEqual([`${day}T01:00:00[second]`, `${day}T02:00:00`])
})
