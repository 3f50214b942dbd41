import { expect, test } from '../support/test.ts'
import { PASSWORD, fillIn, loginOf, openProfile, signIn } from '../support/people.ts'
import { rows } from '../support/bookings.ts'
import { hydrated } from '../support/page.ts'

const WRONG = 'Wrong username or password.'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('signing in leads to where one was going', async ({ page }) => {
      await page.goto('/crm/bookings?status=pending')
      await expect(page).toHaveURL(/\/login\?next=/)
      await fillIn(page, loginOf('director'), PASSWORD)
      await expect(page).toHaveURL('/crm/bookings?status=pending')
      await expect(rows(page).first()).toBeVisible()
      await expect(rows(page).locator('.pill:not(.is-pending)')).toHaveCount(0)
      if (javaScriptEnabled) await hydrated(page)
    })

    test('a wrong password says so and keeps the login', async ({ page, expected }) => {
      expected.push(/401/)
      await page.goto('/login')
      const answer = page.waitForResponse((answer) => answer.request().method() === 'POST')
      await fillIn(page, loginOf('manager'), 'not the password')
      expect((await answer).status()).toBe(401)
      await expect(page.getByRole('alert')).toContainText(WRONG)
      await expect(page.locator('[name=login]')).toHaveValue(loginOf('manager'))
      await expect(page.locator('[name=password]')).toHaveValue('')
    })

    test('after a wrong password the right one still leads to where one was going', async ({ page, expected }) => {
      expected.push(/401/)
      await page.goto('/crm/bookings?sort=oldest')
      await fillIn(page, loginOf('manager'), 'not the password')
      await expect(page.getByRole('alert')).toContainText(WRONG)
      await page.locator('[name=password]').fill(PASSWORD)
      await page.locator('[type=submit]').click()
      await expect(page).toHaveURL('/crm/bookings?sort=oldest')
    })
  })
}

test('a login that does not exist is answered like a wrong password', async ({ page, expected }) => {
  expected.push(/401/)
  await page.goto('/login')
  await fillIn(page, 'nobody@salon.test', PASSWORD)
  await expect(page.getByRole('alert')).toContainText(WRONG)
})

test('strangers are sent to sign in from every page', async ({ request }) => {
  for (const path of [
    '/crm',
    '/crm/',
    '/crm/bookings',
    '/crm/bookings?q=a&status=pending',
    '/crm/bookings/1',
    '/crm/no/such',
  ]) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect.soft(answer.status(), path).toBe(303)
    const next = new URL(answer.headers().location ?? '', 'http://x')
    expect.soft(next.pathname, path).toBe('/login')
    expect.soft(next.searchParams.get('next'), path).toBe(path)
  }
})

test('strangers are refused by server functions', async ({ request }) => {
  for (const name of ['list', 'count', 'find', 'masters']) {
    const answer = await request.post(`/api/bookings/${name}`, { data: { query: {}, id: 1 } })
    expect.soft(answer.ok(), name).toBe(false)
    expect.soft(await answer.text(), name).not.toContain('"rows"')
  }
  expect((await request.post('/api/bookings/find', { data: { id: 1 } })).status()).toBe(401)
})

test('signing in never leads to another site', async ({ page }) => {
  for (const next of [
    'https://evil.test/crm',
    '//evil.test',
    '/crm.evil.test',
    '/crm/\\evil.test',
    '/\\evil.test',
    'javascript:alert(1)',
  ]) {
    await page.context().clearCookies()
    await page.goto(`/login?next=${encodeURIComponent(next)}`)
    await fillIn(page, loginOf('director'), PASSWORD)
    await expect(page, next).toHaveURL('/crm')
  }
})

test('signing out ends the session and leaves nothing to go back to', async ({ page, context }) => {
  await page.goto('/crm/bookings')
  await fillIn(page, loginOf('manager'), PASSWORD)
  await expect(rows(page).first()).toBeVisible()
  const session = (await context.cookies()).filter((cookie) => cookie.name === 'session')
  expect(session).toHaveLength(1)
  await openProfile(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/login')
  await page.goBack()
  await expect(page).toHaveURL(/\/login/)
  // Whoever copied the cookie has nothing of it either.
  await context.addCookies(session)
  await page.goto('/crm/bookings')
  await expect(page).toHaveURL(/\/login/)
})

test('the start page leads to the bookings', async ({ page }) => {
  await signIn(page, 'director')
  await page.goto('/')
  await expect(page).toHaveURL('/crm')
  await hydrated(page)
  await expect(page.getByRole('button', { name: 'Виктория Соколова' })).toBeAttached()
  await page.getByRole('navigation').getByRole('link', { name: 'Bookings' }).locator('visible=true').click()
  await expect(page).toHaveURL('/crm/bookings')
  await expect(rows(page).first()).toBeVisible()
})

test('an address that leads nowhere says so', async ({ page, expected }) => {
  expected.push(/404/)
  await signIn(page, 'director')
  for (const path of ['/crm/no/such', '/nothing']) {
    const answer = await page.goto(path)
    expect.soft(answer?.status(), path).toBe(404)
    await expect.soft(page.getByText('Page not found'), path).toBeVisible()
  }
  await page.goto('/crm/no/such')
  await expect(page.getByRole('navigation').locator('visible=true')).toBeVisible()
})
