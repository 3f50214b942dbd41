import { expect, test } from '../support/test.ts'
import { sheet } from '../support/bookings.ts'
import { signIn } from '../support/people.ts'
import { nameOf, openNewBooking } from '../support/requests.ts'
import { editButton } from '../support/work.ts'

test('colleagues are offered by name in notes, and the named one stands out', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'director')
  const name = await nameOf(page, 'sales')
  await openNewBooking(page)
  await editButton(page).click()
  const notes = page.locator('#edit-notes')
  const options = page.locator('#edit-notes-list [role=option]')
  const named = options.filter({ hasText: name })
  await notes.fill('')
  await notes.pressSequentially('mail me@salon.test, ')
  await expect(options).toHaveCount(0)
  await notes.pressSequentially('@')
  await expect(options.first()).toBeVisible()
  const all = await options.count()
  await notes.pressSequentially(name.slice(0, 4).toLowerCase())
  await expect(named).toBeVisible()
  await expect.poll(() => options.count()).toBeLessThan(all)
  // Escape is for the list, not for the form.
  await page.keyboard.press('Escape')
  await expect(options.first()).toBeHidden()
  await notes.press('Backspace')
  await expect(named).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(notes).toHaveValue(`mail me@salon.test, @${name} `)
  await expect(options.first()).toBeHidden()
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('colleagues')) asked.push(request.postData() ?? '')
  })
  const answered = page.waitForResponse(/colleagues/)
  await notes.pressSequentially('c')
  await (await answered).finished()
  await notes.pressSequentially('all back', { delay: 200 })
  // The second letter may come before the page has read the answer to the first.
  expect(asked.length, 'what follows a name is no name, and is not asked for again').toBeLessThan(3)
  await page.keyboard.press('Enter')
  await expect(notes).toHaveValue(`mail me@salon.test, @${name} call back\n`)
  await page.locator('#edit-booking button.go').click()
  await expect(sheet(page).locator('.mention')).toHaveText(`@${name}`)
})
