// One after the other: both tell the same person.

import { expect, test } from '../support/test.ts'
import { sheet } from '../support/bookings.ts'
import { bell, connected } from '../support/live.ts'
import { open } from '../support/page.ts'
import { another, hearOf, signIn } from '../support/people.ts'
import { bookByRequest, editByRequest, nameOf } from '../support/requests.ts'
import { UNDO_SECONDS } from '../support/server.ts'
import { toast } from '../support/work.ts'

test.describe.configure({ mode: 'default', timeout: 60_000 })

const TOLD = { timeout: (UNDO_SECONDS + 20) * 1000 }

test('what colleagues did is told once it stands, once for a burst, and read on all devices', async ({
  page,
  context,
}) => {
  await signIn(page, 'sales')
  await hearOf(page.request, 'moved', 'everybody')
  await open(page, '/crm')
  await connected(page)
  const tab = await context.newPage()
  await open(tab, '/crm/notifications')
  await connected(tab)
  await page.bringToFront()
  const other = await another(page, 'director')
  const bookings = [await bookByRequest(other), await bookByRequest(other)]
  const done = Date.now()
  for (const booking of bookings) {
    await editByRequest(other, booking, { starts: booking.starts.replace(/T\d\d/, 'T16') })
  }
  // Other tests' bookings concern this person too.
  const note = tab.locator('.note.unread').filter({ hasText: bookings[0]!.client })
  expect(await note.count(), 'nobody is told while it can be undone').toBe(0)
  await expect(note).toBeVisible(TOLD)
  expect(Date.now() - done, 'it could be undone until then').toBeGreaterThan(UNDO_SECONDS * 1000)
  const burst = toast(page).filter({ hasText: /\d+ new notifications/ })
  await expect(burst).toHaveCount(1)
  await burst.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/notifications$/)
  for (const { client } of bookings) {
    await expect(page.locator('.note.unread').filter({ hasText: client })).toBeVisible()
    await expect(tab.locator('.note.unread').filter({ hasText: client })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.locator('.note.unread')).toHaveCount(0)
  await expect(tab.locator('.note.unread')).toHaveCount(0)
  await expect(bell(tab).locator('.badge')).toBeHidden()
  await other.context().close()
})

test('a colleague who is called by name in notes is told, and finds the words', async ({ page }) => {
  await signIn(page, 'sales')
  await open(page, '/crm')
  await connected(page)
  const other = await another(page, 'director')
  const name = await nameOf(other, 'sales')
  const booking = await bookByRequest(other)
  await editByRequest(other, booking, { notes: `@${name} call back` })
  // In its own words, or counted in a burst.
  await expect(toast(page).filter({ hasText: /call back|new notifications/ })).toBeVisible(TOLD)
  await open(page, '/crm/notifications')
  const note = page.locator('.note').filter({ hasText: booking.client })
  await expect(note).toContainText('mentioned you')
  await expect(note).toContainText('call back')
  await note.getByRole('link').click()
  await expect(sheet(page).locator('.mention')).toHaveText(`@${name}`)
  await other.context().close()
})
