import { expect, test } from '../support/test.ts'
import { signIn } from '../support/people.ts'
import { clients, openBookings, rows, sheet } from '../support/bookings.ts'
import { hold, hydrated } from '../support/page.ts'

const CHUNKS = '**/split_*.wasm'

test.beforeEach(async ({ page }) => {
  await signIn(page, 'director')
})

test('a room that cannot be loaded says so, and is there again when it can', { tag: '@phone' }, async ({
  page,
  expected,
}) => {
  expected.push(/split_|Failed to fetch|ERR_FAILED|preload/)
  await page.goto('/crm')
  await hydrated(page)
  await page.route(CHUNKS, (route) => route.abort())
  await page.getByRole('navigation').getByRole('link', { name: 'Staff' }).locator('visible=true').click()
  await expect(page.getByRole('alert')).toContainText('Can’t reach the server')
  await page.unroute(CHUNKS)
  await page.getByRole('button', { name: 'Try again' }).click()
  await hydrated(page)
  await expect(page.getByRole('listitem').first()).toBeVisible()
})

test('a page whose script does not come whole works without it', async ({ page, expected }) => {
  expected.push(/split_|Failed to fetch|ERR_FAILED|preload/)
  await page.route(CHUNKS, (route) => route.abort())
  await page.goto('/crm/bookings')
  await expect(rows(page)).not.toHaveCount(0)
  await clients(page).first().click()
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
})

test('a click before the script is there whole is answered by the browser', async ({ page }) => {
  const release = await hold(page, CHUNKS)
  const asked = page.waitForRequest(/split_.*\.wasm/)
  await page.goto('/crm/bookings', { waitUntil: 'commit' })
  await asked
  const answered = page.waitForResponse((answer) => answer.request().isNavigationRequest())
  await clients(page).first().click()
  expect(new URL((await answered).url()).pathname).toMatch(/^\/crm\/bookings\/\d+$/)
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible()
  await release()
  await hydrated(page)
})

test('the chunk of a page comes together with the program', async ({ page }) => {
  for (const [path, chunk] of [
    ['/crm', 'workday'],
    ['/crm/bookings', 'workday'],
    ['/crm/bookings/1', 'workday'],
    ['/crm/notifications', 'live'],
    ['/crm/staff', 'office'],
    ['/crm/trash', 'office'],
    ['/crm/profile', 'office'],
  ]) {
    await page.goto(path!)
    await hydrated(page)
    const [file, program] = await page.evaluate(
      (names) =>
        names
          .map((name) => {
            const [first, second] = performance
              .getEntriesByType('resource')
              .filter(({ name: url }) => url.endsWith(name))
            if (!first || second) throw new Error(`${name} was loaded not once`)
            return first as PerformanceResourceTiming
          })
          .map(({ startTime, responseEnd }) => ({ startTime, responseEnd })),
      [`split_${chunk}.wasm`, 'beauty-crm.wasm'],
    )
    expect.soft(file!.startTime, path).toBeLessThan(program!.responseEnd)
  }
})

test("a build's files are kept, and others are checked", async ({ page, request }) => {
  const kept: string[] = []
  page.on('response', (answer) => {
    if (answer.headers()['cache-control']?.includes('immutable')) kept.push(answer.url())
  })
  await openBookings(page)
  for (const file of [
    /\/files\/[0-9a-f]{16}\/pkg\/beauty-crm\.wasm$/,
    /pkg\/beauty-crm\.js$/,
    /pkg\/beauty-crm\.css$/,
    /pkg\/split_.*\.wasm$/,
  ]) {
    expect(
      kept.some((url) => file.test(url)),
      String(file),
    ).toBe(true)
  }
  const plain = await request.get('/pkg/beauty-crm.js')
  expect(plain.headers()['cache-control']).toBe('no-cache')
  expect(plain.headers()['vary']).toBe('accept-encoding')
  const again = await request.get(kept[0]!, {
    headers: { 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() },
  })
  expect([again.status(), again.headers()['cache-control']]).toEqual([304, 'public, max-age=31536000, immutable'])
  expect((await request.get('/files/0000000000000000/pkg/beauty-crm.js')).status()).toBe(404)
  const unhashed = kept[0]!.replace(/\/pkg\/.*/, '/icons.svg')
  expect((await request.get(unhashed)).status(), unhashed).toBe(404)
})

test('what is typed before its field is there is not lost, and is no command', async ({ page }) => {
  await page.goto('/crm/bookings')
  await hydrated(page)
  await rows(page).first().locator('td.client a').click()
  await expect(page.locator('aside.side .acts')).toBeVisible()
  const status = await page.locator('aside.side header .pill').innerText()
  let release = await hold(page, CHUNKS)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('nyadx')
  await release()
  await expect(page.locator('#palette-field')).toHaveValue('nyadx')
  await page.keyboard.press('Escape')
  // Nor does the field that has the focus still take what is meant for the next.
  await page.locator('#search').focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('dina')
  await expect(page.locator('#palette-field')).toHaveValue('dina')
  await expect(page.locator('#search')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(page.locator('#palette')).toBeHidden()
  await page.locator('#search').blur()
  release = await hold(page, CHUNKS)
  await page.keyboard.press('c')
  await page.keyboard.type('nadya')
  await release()
  await expect(page.locator('#new-client')).toHaveValue('nadya')
  await page.reload()
  await expect(page.locator('#new-client'), 'typed, not chosen, and kept').toHaveValue('nadya', { timeout: 20_000 })
  await page.keyboard.press('Escape')
  await expect(page.locator('aside.side header .pill')).toHaveText(status)
})
