// What ends sessions is done by people whom no other test needs.

import { expect, test } from '../support/test.ts'
import { open } from '../support/page.ts'
import { fillIn, PASSWORD, signIn, signInAnew } from '../support/people.ts'

test('a password is changed by who knows it, and says what is wrong otherwise', async ({ page, expected }) => {
  expected.push(/422/)
  await signInAnew(page, 'dina')
  await open(page, '/crm/profile')
  const change = async (current: string, wanted: string) => {
    await page.getByLabel('Current password').fill(current)
    await page.getByLabel('New password').fill(wanted)
    await page.getByRole('button', { name: 'Change password' }).click()
  }
  await change(PASSWORD, 'password1')
  await expect(page.getByText('too easy to guess')).toBeVisible()
  await expect(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Current password')).toHaveValue(PASSWORD)
  await change('not this one', 'several good words')
  await expect(page.getByText('Wrong password.')).toBeVisible()
  await change(PASSWORD, 'several good words')
  await expect(page.getByRole('status').filter({ hasText: 'Password changed' })).toBeVisible()
  await expect(page.getByLabel('Current password')).toHaveValue('')
  // Back to what the other tests know.
  await change('several good words', PASSWORD)
  await expect(page.getByLabel('Current password')).toHaveValue('')
})

test('another device is seen and signed out', async ({ page, browser }) => {
  await signInAnew(page, 'madina')
  const elsewhere = await browser.newContext({ baseURL: process.env.CRM_URL!, locale: 'en-GB' })
  const other = await elsewhere.newPage()
  await signInAnew(other, 'madina')
  await open(page, '/crm/profile')
  const devices = page.getByRole('listitem').filter({ hasText: 'Last used' })
  await expect(devices.filter({ hasText: 'This device' })).toHaveCount(1)
  await page.getByRole('button', { name: 'Sign out all other devices' }).click()
  await expect(devices).toHaveCount(1)
  await expect(async () => {
    await other.goto('/crm')
    await expect(other).toHaveURL(/\/login/)
  }).toPass()
  await elsewhere.close()
})

test('a forgotten password is replaced by a link that the director hands over', async ({ page, browser, expected }) => {
  expected.push(/422/)
  await signIn(page, 'director')
  await open(page, '/crm/staff')
  const line = page.getByRole('listitem').filter({ hasText: 'joy@salon.test' })
  await line.getByRole('button', { name: /Password reset link/ }).click()
  const field = page.getByRole('dialog').getByRole('textbox')
  await expect(field).toHaveValue(/\/login\/link\/[0-9a-f]{64}$/)
  const link = await field.inputValue()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(line.getByRole('button', { name: /Password reset link/ })).toBeFocused()

  const theirs = await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false })
  const other = await theirs.newPage()
  await other.goto(link)
  await other.getByLabel('New password').fill('12345678')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByRole('alert')).toContainText('too easy to guess')
  await other.getByLabel('New password').fill(PASSWORD)
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByRole('status')).toContainText('Password saved')
  await fillIn(other, 'joy@salon.test', PASSWORD)
  await expect(other).toHaveURL(/\/crm$/)
  await other.goto(link)
  await expect(other.getByText('no longer works')).toBeVisible()
  await theirs.close()
})
