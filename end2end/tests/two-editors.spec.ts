// A booking that two people change at the same time.

import { expect, test, type Page } from '../support/test.ts'
import { sheet } from '../support/bookings.ts'
import { open, withoutLiveLink } from '../support/page.ts'
import { another, signIn } from '../support/people.ts'
import { openNewBooking } from '../support/requests.ts'
import { editButton, stepButton } from '../support/work.ts'

const form = (page: Page) => page.locator('#edit-booking')
const save = (page: Page) => form(page).locator('button.go').click()

test('the later of two tabs is told what the other changed', async ({ page, context, expected }) => {
  expected.push(/409/)
  // Without a live link it is told when it is saved.
  await withoutLiveLink(page)
  await signIn(page, 'manager')
  await openNewBooking(page)
  const other = await context.newPage()
  await open(other, page.url())
  for (const tab of [page, other]) {
    await editButton(tab).click()
    await expect(tab.locator('#edit-notes')).toBeVisible()
  }
  await other.locator('#edit-notes').fill('theirs')
  const minutes = String(Number(await other.locator('#edit-minutes').inputValue()) + 5)
  await other.locator('#edit-minutes').fill(minutes)
  await save(other)
  await expect(form(other)).toBeHidden()
  await page.locator('#edit-notes').fill('mine')
  await save(page)
  const merge = form(page).locator('.taken')
  await expect(merge).toContainText('theirs')
  await expect(merge).toContainText('mine')
  await expect(page.locator('#edit-minutes'), 'what only they changed is taken over').toHaveValue(minutes)
  await save(page)
  await expect(form(page)).toBeHidden()
  await expect(sheet(page)).toContainText('mine')
  await expect(sheet(page).locator('.story')).toContainText('Duration')
})

test('whoever changes a booking is told at once what others do to it', async ({ page }) => {
  await signIn(page, 'manager')
  const booking = await openNewBooking(page)
  await editButton(page).click()
  await page.locator('#edit-notes').fill('mine')
  const other = await another(page, 'admin')
  await open(other, `/crm/bookings/${booking.id}`)
  await editButton(other).click()
  await other.locator('#edit-notes').fill('theirs')
  await save(other)
  const merge = form(page).locator('.taken')
  await expect(merge).toContainText('theirs')
  await expect(merge).toContainText('mine')
  await expect(page.locator('#edit-notes'), 'nothing typed is lost').toHaveValue('mine')
  await expect(form(other)).toBeHidden()
  await sheet(other).locator('.acts [popovertarget]').click()
  await stepButton(sheet(other), 'cancel').click()
  await other.locator('#cancel textarea').fill('ill')
  await other.locator('#cancel button.danger').click()
  await expect(form(page).locator('.whose .pill')).toHaveText('Cancelled')
  await other.context().close()
})
