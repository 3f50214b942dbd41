import { expect, test } from '../support/test.ts'
import { open } from '../support/page.ts'
import { signIn } from '../support/people.ts'

test('a new version of the server offers itself, once', async ({ page }) => {
  await signIn(page, 'director')
  await open(page, '/crm')
  // What asks is loaded with the live link.
  await expect(page.locator('.bell')).toHaveAttribute('data-link', 'connected', { timeout: 20_000 })
  const look = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  const asked = page.waitForResponse('**/api/live/show_build')
  await look()
  await asked
  await expect(page.getByText('A new version is available')).toHaveCount(0)
  await page.route('**/api/live/show_build', (route) => route.fulfill({ json: '/files/ffffffffffffffff' }))
  await look()
  await look()
  await expect(page.getByText('A new version is available')).toHaveCount(1)
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Reload' }).click()
  await loaded
})
