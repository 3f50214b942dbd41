import { expect, test, type Page } from '../support/test.ts'
import { open } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import { rows, sheet } from '../support/bookings.ts'

const panel = (page: Page, title: string) =>
  page
    .getByRole('main')
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title }) })

test('the day is there at a glance, and leads on', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'director')
  const answer = await page.goto('/crm')
  // All of it comes from the server.
  expect(await answer!.text()).toMatch(/Working today[\s\S]*class="lines"/)
  await open(page, '/crm')
  await expect(panel(page, 'Revenue today')).toContainText('AED')
  await expect(panel(page, 'Working today').getByRole('listitem')).not.toHaveCount(0)
  const waiting = panel(page, 'Not confirmed')
  await waiting.getByRole('listitem').first().getByRole('link').click()
  await expect(sheet(page)).toContainText('Pending')
  await page.goBack()
  await waiting.getByRole('link', { name: 'Show all' }).click()
  await expect(page).toHaveURL(/status=pending&from=\d{4}-\d\d-\d\d&sort=oldest/)
  await expect(rows(page)).not.toHaveCount(0)
})

test('a master sees their own day, a manager no money', async ({ page }) => {
  await signIn(page, 'master')
  await open(page, '/crm')
  // Everything is theirs: nobody's name needs to be said.
  await expect(panel(page, 'Not confirmed').getByRole('listitem').filter({ hasText: '·' })).toHaveCount(0)
  expect(await panel(page, 'Working today').getByRole('listitem').count()).toBeLessThanOrEqual(1)
  await expect(panel(page, 'Revenue today')).toBeVisible()
  // What the page before still asks for is not of the next person.
  await page.goto('about:blank')
  await signIn(page, 'manager')
  await open(page, '/crm')
  await expect(panel(page, 'Working today')).toBeVisible()
  await expect(panel(page, 'Revenue today')).toHaveCount(0)
})

test('a marketer has a start page without bookings', async ({ page }) => {
  await signIn(page, 'marketer')
  await open(page, '/crm')
  await expect(page.getByText('Nothing for you today')).toBeVisible()
})
