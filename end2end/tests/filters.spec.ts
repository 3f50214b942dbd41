import { expect, test } from '../support/test.ts'
import { signIn } from '../support/people.ts'
import { expectAsked, figure, figures, openBookings, rows, search, sheet, clients } from '../support/bookings.ts'

test.beforeEach(async ({ page }) => {
  await signIn(page, 'director')
})

test('a status chip narrows the list down', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page)
  for (const [name, status] of [
    ['Cancelled', 'cancelled'],
    ['No-show', 'no_show'],
    ['Confirmed', 'confirmed'],
  ] as const) {
    await page.locator('.chips').getByRole('link', { name, exact: true }).click()
    await expectAsked(page, { status })
    await expect(rows(page).locator(`.pill:not(.is-${status})`)).toHaveCount(0)
    await expect(rows(page)).not.toHaveCount(0)
    await expect(page.locator('.chips > a[aria-current]')).toHaveText(name)
  }
  await page.locator('.chips').getByRole('link', { name: 'All', exact: true }).click()
  await expectAsked(page, {})
})

test('a preset period narrows the list and the figures down', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page)
  const everything = await figure(page, 'Total')
  await page.locator('[popovertarget=periods]').click()
  await page.locator('#periods').getByRole('link', { name: 'Last 30 days' }).click()
  await expect(page.locator('#periods')).toBeHidden()
  await expect(page.locator('[popovertarget=periods]')).toContainText('Last 30 days')
  await expect.poll(() => figure(page, 'Total')).toBeLessThan(everything)
  await expect(figures(page).nth(2).locator('small[title]')).toBeAttached()
  const asked = new URL(page.url()).searchParams
  expect(asked.get('from')).toMatch(/^\d{4}-\d\d-\d\d$/)
  await expect(async () => {
    for (const at of await rows(page)
      .locator('time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')!))) {
      expect(at >= asked.get('from')! && at.slice(0, 10) <= asked.get('to')!, at).toBe(true)
    }
  }).toPass({ timeout: 10_000 })
})

test("a period of one's own keeps what else is asked", { tag: '@phone' }, async ({ page }) => {
  await openBookings(page, '?q=маникюр&status=completed')
  await page.locator('[popovertarget=periods]').click()
  await page.getByLabel('From', { exact: true }).fill('2026-08-01')
  await page.getByLabel('To', { exact: true }).fill('2026-08-31')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expectAsked(page, { q: 'маникюр', status: 'completed', from: '2026-08-01', to: '2026-08-31' })
  await expect(rows(page)).not.toHaveCount(0)
  await expect(rows(page).locator('time:not([datetime^="2026-08-"])')).toHaveCount(0)
})

test("an empty day of one's own leaves that end open", async ({ page }) => {
  await openBookings(page)
  await page.locator('[popovertarget=periods]').click()
  await page.getByLabel('From', { exact: true }).fill('2026-08-01')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(/from=2026-08-01/)
  await expect(rows(page)).not.toHaveCount(0)
  await expect(page.locator('[popovertarget=periods]')).toContainText('From')
})

test('the list of one master', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page)
  await page.locator('[popovertarget=masters]').click()
  const name = 'Оксана Бойко'
  await page.locator('#masters').getByRole('link', { name }).click()
  await expect(page).toHaveURL(/master=\d+/)
  await expect(rows(page).locator('td.master').filter({ hasNotText: name })).toHaveCount(0)
  await expect(rows(page)).not.toHaveCount(0)
  await expect(page.locator('[popovertarget=masters]')).toContainText(name)
  await expect(page.locator('#masters')).toBeHidden()
})

test('earliest first', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page)
  await page.locator('[popovertarget=orders]').click()
  await page.locator('#orders').getByRole('link', { name: 'Earliest first' }).click()
  await expectAsked(page, { sort: 'oldest' })
  await expect(async () => {
    const times = await rows(page)
      .locator('time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')!))
    expect(times.length).toBeGreaterThan(1)
    expect(times).toEqual([...times].sort())
    expect(times[0]! < '2026').toBe(true)
  }).toPass({ timeout: 10_000 })
})

test('each figure is a filter, and stays as it is', { tag: '@phone' }, async ({ page }) => {
  await openBookings(page, '?q=massage')
  await expect(figures(page)).toHaveCount(4)
  const before = await figures(page).allInnerTexts()
  for (const [name, asked] of [
    ['Pending', { status: 'pending' }],
    ['Completed', { status: 'completed' }],
    ['Total', {}],
    ['Revenue', { status: 'completed' }],
  ] as const) {
    await figures(page).filter({ hasText: name }).click()
    await expectAsked(page, { q: 'massage', ...asked })
    expect(await figures(page).allInnerTexts()).toEqual(before)
  }
})

test('the figures of a period compare with the one before', async ({ page }) => {
  await openBookings(page, '?from=2026-10-01&to=2026-10-31')
  for (const name of ['Completed', 'Total', 'Revenue']) {
    const change = figures(page).filter({ hasText: name }).locator('small[title]')
    await expect(change).toHaveText(/(up|down) \d+%|no change/)
  }
})

test('Back takes a filter away again', async ({ page }) => {
  await openBookings(page, '?q=massage')
  await page.locator('.chips').getByRole('link', { name: 'Cancelled', exact: true }).click()
  await expectAsked(page, { q: 'massage', status: 'cancelled' })
  await page.goBack()
  await expectAsked(page, { q: 'massage' })
  await expect(search(page)).toHaveValue('massage')
  await expect(rows(page).locator('.pill:not(.is-cancelled)')).not.toHaveCount(0)
  await page.goForward()
  await expect(rows(page).locator('.pill:not(.is-cancelled)')).toHaveCount(0)
})

test('unknown and broken parameters are as if they were not there', async ({ page }) => {
  await openBookings(page)
  const newest = await clients(page).first().getAttribute('href')
  for (const query of [
    '?x=y&utm_source=z',
    '?status=gone&master=abc&sort=up',
    '?after=nonsense',
    '?after=1.1.1',
    '?from=2026-13-40',
  ]) {
    await openBookings(page, query)
    await expect(clients(page).first(), query).toHaveAttribute('href', newest!)
    await expect(sheet(page)).toHaveCount(0)
  }
})

test('filters that cannot be read are named, and nothing is selected or exported by them', async ({
  page,
  expected,
}) => {
  expected.push(/422/)
  await openBookings(page, '?status=cancelledd&from=2027-13-01')
  const note = page.locator('.filters .warn')
  await expect(note).toContainText('Ignored because it can’t be read: Status\u00a0\u2068cancelledd')
  await expect(note).toContainText('2027-13-01')
  await expect(rows(page)).not.toHaveCount(0)
  await page.keyboard.press('x')
  await expect(page.locator('.many').getByRole('button', { name: /^Select all/ })).toBeDisabled()
  await page.locator('[popovertarget=exports]').click()
  await page.locator('#exports').getByRole('link', { name: 'Excel (XLSX)' }).click()
  await expect(page.locator('.toasts li').last()).toContainText('some filters can’t be read')
  await note.getByRole('link', { name: 'Clear all filters' }).click()
  await expectAsked(page, {})
  await expect(note).toBeHidden()
})
