import { expect, test, type Page } from '../support/test.ts'
import { openProfile, signIn, signInAnew } from '../support/people.ts'
import { openBookings, rows } from '../support/bookings.ts'
import { hydrated } from '../support/page.ts'

// A page that a form has just led to may have its element before its style: ask until it is painted.
const background = async (page: Page) => {
  await page.waitForLoadState()
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
}
const expectBackground = (page: Page) => expect.poll(() => background(page))

test('the language is chosen in the profile and stays', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'director')
  await openBookings(page, '?status=pending')
  for (const [name, lang, dir, title] of [
    ['Русский', 'ru', 'ltr', 'Записи'],
    ['العربية', 'ar', 'rtl', 'الحجوزات'],
    ['English', 'en', 'ltr', 'Bookings'],
  ] as const) {
    await openProfile(page)
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
    await expect(page.locator('html')).toHaveAttribute('dir', dir)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page).toHaveTitle(title)
    await expect(page).toHaveURL('/crm/bookings?status=pending')
    await hydrated(page)
    await expect(rows(page)).not.toHaveCount(0)
    await page.goto('/crm')
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
    await page.goto('/crm/bookings?status=pending')
  }
})

test('the theme is chosen in the profile and stays', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'director')
  await openBookings(page)
  await openProfile(page)
  await page.getByRole('button', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expectBackground(page).not.toBe('rgba(0, 0, 0, 0)')
  const dark = await background(page)
  await openProfile(page)
  await page.getByRole('button', { name: 'Light' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expectBackground(page).not.toBe(dark)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  await hydrated(page)
  await expectBackground(page).not.toBe(dark)
  await openProfile(page)
  await page.getByRole('button', { name: 'Same as device' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'auto')
  await expectBackground(page).toBe(dark)
})

test('the side bar folds and stays folded', async ({ page, context }) => {
  await signIn(page, 'director')
  await openBookings(page)
  const side = page.locator('nav.rail')
  const width = async () => (await side.boundingBox())!.width
  // No hand reloads a page before that.
  const kept = (value: string) =>
    expect.poll(async () => (await context.cookies()).find((it) => it.name === 'side')?.value).toBe(value)
  const wide = await width()
  await page.getByRole('button', { name: 'Collapse menu' }).click()
  expect(await width()).toBeLessThan(wide / 2)
  await expect(page.getByRole('link', { name: 'Today' })).toBeVisible()
  await kept('narrow')
  await page.goto('/crm')
  expect(await width(), 'from the first picture on').toBeLessThan(wide / 2)
  await hydrated(page)
  await page.getByRole('button', { name: 'Expand menu' }).click()
  expect(await width()).toBe(wide)
  await kept('wide')
  await page.reload()
  expect(await width()).toBe(wide)
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('language and theme are plain forms', async ({ page }) => {
    await signIn(page, 'director')
    await page.goto('/crm')
    await page.locator('[popovertarget=profile]').click()
    await page.getByRole('button', { name: 'العربية', exact: true }).click()
    await expect(page.locator('html[lang=ar][dir=rtl]')).toBeAttached()
  })
})

for (const [locale, lang] of [
  ['ru-RU', 'ru'],
  ['ar-AE', 'ar'],
  ['en-US', 'en'],
  ['de-DE', null],
] as const) {
  test.describe(`a browser that speaks ${locale}`, () => {
    test.use({ locale })

    test(`gets the sign-in page in ${lang ?? 'one of our languages'}`, async ({ page }) => {
      await page.goto('/login')
      await expect(page.locator('html')).toHaveAttribute('lang', lang ?? /^(ru|en|ar)$/)
    })
  })
}

test('language and theme come back with the person', async ({ page, context }) => {
  await signInAnew(page, 'yana')
  await openProfile(page)
  await page.getByRole('button', { name: 'Русский' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
  await openProfile(page)
  await page.getByRole('button', { name: 'Выйти' }).click()
  await expect(page).toHaveURL('/login')
  for (const name of ['language', 'theme']) await context.clearCookies({ name })
  await signInAnew(page, 'yana')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
  await openProfile(page)
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})
