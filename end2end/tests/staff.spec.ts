import { expect, test } from '../support/test.ts'
import { open } from '../support/page.ts'
import { signIn } from '../support/people.ts'

test('whoever is switched off by mistake is switched on again', async ({ page }) => {
  await signIn(page, 'director')
  await open(page, '/crm/staff')
  const line = page.getByRole('listitem').filter({ hasText: 'oksana@salon.test' })
  await line.getByRole('button', { name: 'Deactivate' }).click()
  await expect(line.getByText('Deactivated')).toBeVisible()
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(line.getByRole('button', { name: 'Deactivate' })).toBeVisible()
})

test('people see what they may do to whom', async ({ page }) => {
  await signIn(page, 'admin')
  await open(page, '/crm/staff')
  const line = (login: string) => page.getByRole('listitem').filter({ hasText: login })
  await expect(line('director@salon.test').getByRole('button')).toHaveCount(0)
  await expect(line('admin@salon.test').getByRole('button')).toHaveCount(0)
  await expect(line('manager@salon.test').getByRole('button')).toHaveText(['Deactivate'])
  await signIn(page, 'manager')
  await open(page, '/crm/staff')
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  await expect(page.getByRole('main').getByText('@salon.test')).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
})

test('staff is not for everybody', async ({ page, expected }) => {
  expected.push(/403/)
  await signIn(page, 'master')
  const answer = await page.goto('/crm/staff')
  expect(answer!.status()).toBe(403)
  await expect(page.getByRole('alert')).toContainText('don’t have access')
  await expect(page.getByRole('link', { name: 'Staff' })).toHaveCount(0)
})
