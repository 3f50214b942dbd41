import { expect, test } from '../support/test.ts'
import { signIn } from '../support/people.ts'
import { openBookings } from '../support/bookings.ts'

const PAGES = [
  '/crm',
  '/crm/bookings',
  '/crm/bookings?q=massage',
  '/crm/bookings/1',
  '/crm/staff',
  '/crm/profile',
  '/login',
]

test('pages run our own scripts only, and carry no styles inside', async ({ page }) => {
  await signIn(page, 'director')
  for (const path of PAGES) {
    const answer = await page.request.get(path)
    const policy = answer.headers()['content-security-policy'] ?? ''
    expect.soft(policy, path).toContain("default-src 'self'")
    expect.soft(policy, path).toMatch(/script-src 'self' 'nonce-[\w-]{16,}' 'wasm-unsafe-eval'/)
    expect.soft(policy, path).not.toContain('unsafe-inline')
    expect.soft(policy, path).not.toContain("'unsafe-eval'")
    const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1]
    // As a browser reads it: what people typed may look like markup, and is none.
    const foreign = await page.evaluate(
      ([html, nonce]) => {
        const all = [...new DOMParser().parseFromString(html!, 'text/html').querySelectorAll<HTMLElement>('*')]
        return all
          .filter(
            (element) =>
              element.matches('style, [style]') ||
              element.getAttributeNames().some((name) => name.startsWith('on')) ||
              (element.matches('script') && element.getAttribute('nonce') !== nonce),
          )
          .map((element) => element.outerHTML)
      },
      [await answer.text(), nonce],
    )
    expect.soft(foreign, path).toEqual([])
  }
})

test('each page has a nonce of its own', async ({ page }) => {
  await signIn(page, 'director')
  const nonce = async () =>
    /'nonce-([\w-]+)'/.exec((await page.request.get('/crm')).headers()['content-security-policy']!)![1]
  expect(await nonce()).not.toBe(await nonce())
})

test('a script that is not ours does not run, and the test would notice', async ({ page, expected }) => {
  expected.push(/[Cc]ontent [Ss]ecurity [Pp]olicy/)
  await signIn(page, 'director')
  await openBookings(page)
  const complaint = page.waitForEvent('console', (message) =>
    message.text().startsWith('content security policy: script-src'),
  )
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "taken over"'
    document.body.append(script)
  })
  await complaint
  await expect(page).not.toHaveTitle('taken over')
})

test('a change that another site asks for is refused', async ({ page }) => {
  await signIn(page, 'director')
  for (const path of ['/logout', '/preferences', '/login']) {
    const answer = await page.request.post(path, {
      form: {},
      headers: { origin: 'https://evil.test' },
      maxRedirects: 0,
    })
    expect.soft(answer.status(), path).toBe(403)
  }
})
