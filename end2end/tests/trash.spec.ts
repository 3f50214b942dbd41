import { expect, test } from '../support/test.ts'
import { open } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import { bookByRequest, listOf, rowOf } from '../support/requests.ts'
import { stepButton, toast } from '../support/work.ts'

test('what is thrown away is found in the trash, and comes back', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'admin')
  const booking = await bookByRequest(page)
  await open(page, listOf(booking))
  const row = rowOf(page, booking)
  await row.locator('.dots').click()
  await stepButton(page.locator('#row-menu'), 'trash').click()
  await expect(toast(page).filter({ hasText: 'Moved to trash' })).toBeVisible()
  await expect(row).toBeHidden()
  await open(page, '/crm/trash')
  const line = page.getByRole('listitem').filter({ hasText: booking.client })
  await stepButton(line, 'restore').click()
  await expect(toast(page).filter({ hasText: 'Restored' })).toBeVisible()
  await open(page, listOf(booking))
  await expect(row).toBeVisible()
})
