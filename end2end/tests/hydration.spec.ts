import { expect, test, type Page } from '../support/test.ts'
import { signIn } from '../support/people.ts'
import { MASSAGE, expectAsked, marks, rows, search } from '../support/bookings.ts'
import { hold, hydrated } from '../support/page.ts'

/** Opens a page whose script stays away until the returned function is called. */
async function openWithoutScriptYet(page: Page, path: string) {
  const arrive = await hold(page, '**/*.wasm')
  await page.goto(path, { waitUntil: 'commit' })
  await expect(rows(page).first()).toBeVisible()
  return arrive
}

test('what is typed before the script is there is kept and searched for', async ({ page }) => {
  await signIn(page, 'director')
  const scriptArrives = await openWithoutScriptYet(page, '/crm/bookings')
  await search(page).pressSequentially('massage')
  await expect(page.locator('html[data-hydrated]')).toHaveCount(0)
  await scriptArrives()
  await hydrated(page)
  await expect(search(page)).toHaveValue('massage')
  await expectAsked(page, { q: 'massage' })
  await expect(rows(page).filter({ hasNotText: MASSAGE })).toHaveCount(0)
  await expect(marks(page).first()).toHaveText(/^massage$/i)
  await search(page).press('End')
  await search(page).pressSequentially(' arom')
  await expectAsked(page, { q: 'massage arom' })
})

test('a search from the address is kept when nothing was typed', async ({ page }) => {
  await signIn(page, 'director')
  const scriptArrives = await openWithoutScriptYet(page, '/crm/bookings?q=massage')
  await scriptArrives()
  await hydrated(page)
  await expect(search(page)).toHaveValue('massage')
  await expectAsked(page, { q: 'massage' })
})

test("the server's rows stay in place when the script takes over", async ({ page }) => {
  await signIn(page, 'director')
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url())
  })
  const scriptArrives = await openWithoutScriptYet(page, '/crm/bookings?status=cancelled')
  const html = await rows(page).first().innerHTML()
  await scriptArrives()
  await hydrated(page)
  expect(await rows(page).first().innerHTML()).toBe(html)
  // Scrolling near the end may ask for more; what the page already has is not asked again.
  expect(asked.filter((url) => !url.endsWith('/list'))).toEqual([])
})

test('a button that is pressed before the script is there answers when it comes', async ({ page }) => {
  await signIn(page, 'director')
  const scriptArrives = await openWithoutScriptYet(page, '/crm/bookings')
  // Of several only the last.
  await page.locator('.ask-all').click()
  const create = page.getByRole('banner').getByRole('button', { name: 'New booking' })
  await create.click()
  await expect(create).toHaveAttribute('data-pressed')
  await scriptArrives()
  await expect(page.getByRole('dialog', { name: 'New booking' })).toBeVisible()
  await expect(page.locator('#palette')).toBeHidden()
  await expect(page.locator('[data-pressed]')).toHaveCount(0)
})
