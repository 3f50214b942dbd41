import type { BrowserContext, Page } from '@playwright/test'
import { hydrated } from './page.ts'

export type Role = 'director' | 'admin' | 'manager' | 'sales' | 'marketer' | 'accountant' | 'master'
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

export const PASSWORD = 'salon-demo'
export const loginOf = (role: Role) => `${role}@salon.test`

// Passwords are slow to compare on purpose: each worker signs in once for each role.
const signedIn = new Map<Role, Cookies>()

/** Makes the browser that of somebody who signed in some time ago. */
export async function signIn(page: Page, role: Role) {
  const context = page.context()
  if (!signedIn.has(role)) {
    // Signing in brings how the person last saw pages; what the test prefers stays.
    const looks = (await context.cookies()).filter((cookie) => ['language', 'theme'].includes(cookie.name))
    // A device has one person at a time: each has one of their own.
    for (const name of ['session', 'device']) await context.clearCookies({ name })
    const answer = await page.request.post('/login', { form: { login: loginOf(role), password: PASSWORD }, maxRedirects: 0 })
    if (answer.status() !== 303) throw new Error(`${role} could not sign in: ${answer.status()}`)
    for (const name of ['language', 'theme']) await context.clearCookies({ name })
    await context.addCookies(looks)
    signedIn.set(role, (await context.cookies()).filter((cookie) => ['session', 'device'].includes(cookie.name)))
  }
  await context.addCookies(signedIn.get(role)!)
}

/** Signs in with a session of the test's own. */
export async function signInAnew(page: Page, name: string) {
  await page.goto('/login')
  await fillIn(page, `${name}@salon.test`, PASSWORD)
  await page.waitForURL('**/crm')
}

/** Fills in the form of the sign-in page and sends it. */
export async function fillIn(page: Page, login: string, password: string) {
  await page.locator('[name=login]').fill(login)
  await page.locator('[name=password]').fill(password)
  await page.locator('form[action="/login"] [type=submit]').click()
}

/** Opens who one is, with language, appearance and the way out. */
export async function openProfile(page: Page) {
  await hydrated(page)
  await page.locator('[popovertarget=profile]').click()
}
