import { request, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test'
import { hydrated } from './page.ts'

export const ROLES = ['director', 'admin', 'manager', 'sales', 'marketer', 'accountant', 'master'] as const
export type Role = (typeof ROLES)[number]
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

export const PASSWORD = 'salon-demo'
export const loginOf = (name: string) => `${name}@salon.test`

/**
 * Signs in one of each role, each on a device of their own, and keeps their cookies for all workers. None of them hears of
 * bookings that a test cancels: it would be shown in the middle of another test.
 */
export async function keepSessions(url: string) {
  const kept = ROLES.map(async (role) => {
    const context = await request.newContext({ baseURL: url })
    await signInByRequest(context, role)
    await hearOf(context, 'cancelled', 'nobody')
    const { cookies } = await context.storageState()
    await context.dispose()
    // Signing in brings how the person last saw pages: that is a matter of each test.
    return [role, cookies.filter(({ name }) => ['session', 'device'].includes(name))]
  })
  process.env.CRM_SESSIONS = JSON.stringify(Object.fromEntries(await Promise.all(kept)))
}

/** Makes the browser that of somebody who signed in some time ago. */
export async function signIn(page: Page, role: Role) {
  const sessions = JSON.parse(process.env.CRM_SESSIONS!) as Record<Role, Cookies>
  await page.context().addCookies(sessions[role])
}

/** Signs in with a session of the test's own. */
export async function signInAnew(page: Page, name: string) {
  await signInByRequest(page.request, name)
  await page.goto('/crm')
}

/** Chooses of whose bookings the person hears that this happened. */
export async function hearOf(context: APIRequestContext, kind: string, whose: 'nobody' | 'everybody') {
  const answer = await context.post('/api/notifications/choose', { data: { choice: { kind, whose, sound: false } } })
  if (!answer.ok()) throw new Error(`${kind} could not be chosen: ${answer.status()}`)
}

async function signInByRequest(context: APIRequestContext, name: string) {
  const form = { login: loginOf(name), password: PASSWORD }
  const answer = await context.post('/login', { form, maxRedirects: 0 })
  if (answer.status() !== 303) throw new Error(`${name} could not sign in: ${answer.status()}`)
}

/** Somebody on another device. */
export async function another(page: Page, role: Role): Promise<Page> {
  const context = await page.context().browser()!.newContext({ baseURL: process.env.CRM_URL!, locale: 'en-GB' })
  const other = await context.newPage()
  await signIn(other, role)
  return other
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
