import { expect, test } from '../support/test.ts'
import { clients, openBookings, sheet } from '../support/bookings.ts'
import { open } from '../support/page.ts'
import { signIn } from '../support/people.ts'

test.describe.configure({ timeout: 90_000 })

const options = '#edit-notes-list [role=option]'

test('a colleague who is called by name in notes is told, and finds the words', async ({ page, context }, { project }) => {
  const other = await (await context.browser()!.newContext({ baseURL: process.env.CRM_URL })).newPage()
  await signIn(other, 'sales')
  await open(other, '/crm')
  await expect(other.locator('.bell')).toHaveAttribute('data-link', 'connected', { timeout: 30_000 })
  await other.locator('.me').click()
  const name = (await other.locator('#profile strong, #profile b').first().innerText()).trim()
  await other.keyboard.press('Escape')

  await signIn(page, 'director')
  await openBookings(page, '?status=confirmed')
  // Another one than on the other kind of device.
  await clients(page).nth(project.name === 'phone' ? 3 : 4).click()
  await sheet(page).getByRole('button', { name: 'Change', exact: true }).click()
  const notes = page.locator('#edit-notes')
  await notes.fill('')
  await notes.pressSequentially('mail me@salon.test, ')
  await expect(page.locator(options)).toHaveCount(0)
  await notes.pressSequentially('@')
  await expect(page.locator(options).first()).toBeVisible()
  const all = await page.locator(options).count()
  await notes.pressSequentially(name.slice(0, 4).toLowerCase())
  await expect(page.locator(options).filter({ hasText: name })).toBeVisible()
  await expect.poll(() => page.locator(options).count()).toBeLessThan(all)
  // Escape is for the list, not for the form.
  await page.keyboard.press('Escape')
  await expect(page.locator(options).first()).toBeHidden()
  await notes.press('Backspace')
  await expect(page.locator(options).filter({ hasText: name })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(notes).toHaveValue(`mail me@salon.test, @${name} `)
  await expect(page.locator(options).first()).toBeHidden()
  const asked: string[] = []
  page.on('request', (request) => { if (request.url().includes('colleagues')) asked.push(request.postData() ?? '') })
  const answered = page.waitForResponse(/colleagues/)
  await notes.pressSequentially('c')
  await (await answered).finished()
  await notes.pressSequentially('all back', { delay: 200 })
  // The second letter may come before the page has read the answer to the first.
  expect(asked.length, 'what follows a name is no name, and is not asked for again').toBeLessThan(3)
  await page.keyboard.press('Enter')
  await expect(notes).toHaveValue(`mail me@salon.test, @${name} call back\n`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(sheet(page).locator('.call')).toHaveText(`@${name}`)

  // In its own words, or counted in a burst.
  const toast = other.locator('.toasts li').filter({ hasText: /call back|new notifications/ })
  await expect(toast).toBeVisible({ timeout: 45_000 })
  await open(other, '/crm/notifications')
  const note = other.locator('.note').filter({ hasText: "mentioned you" }).filter({ hasText: "call back" }).first()
  await note.getByRole('link').click()
  await expect(sheet(other).locator('.call')).toHaveText(`@${name}`)
  await other.context().close()
})
