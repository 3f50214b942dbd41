import { expect, test } from '../support/test.ts'
import { openBookings, rows } from '../support/bookings.ts'
import { open, prefer } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import { ask } from '../support/requests.ts'
import {
  beginBooking,
  book,
  bookSomebody,
  chooseClient,
  chooseTime,
  newBooking,
  ownDay,
  toast,
  toastButton,
} from '../support/work.ts'

test('a booking is made by keyboard alone', async ({ page }, info) => {
  await signIn(page, 'manager')
  await open(page, '/crm')
  const start = Date.now()
  await beginBooking(page)
  await page.keyboard.type('анна', { delay: 60 })
  await expect(page.locator('#new-client-list [role=option]').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('#new-day')).toBeFocused()
  // Whatever its first part is, day or month: one more of it has free times.
  await page.keyboard.press('ArrowUp')
  await expect(page.locator('.times input').first()).toBeAttached()
  const here = () => page.evaluate(() => document.activeElement?.getAttribute('name'))
  for (let tabs = 0; (await here()) !== 'new-start'; tabs++) {
    expect(tabs).toBeLessThan(15)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(toast(page)).toContainText('Booked')
  info.annotations.push({ type: 'seconds by keyboard', description: String((Date.now() - start) / 1000) })
})

test('a new client is booked in Arabic', { tag: '@phone' }, async ({ page, isMobile }) => {
  const name = isMobile ? 'ليلى الجديدة' : 'سلمى الجديدة'
  await signIn(page, 'manager')
  await prefer(page, { language: 'ar' })
  await openBookings(page)
  await beginBooking(page)
  await page.locator('#new-client').fill('+971 50 111 2233')
  await expect(page.locator('#new-client'), 'a phone stands left to right').toHaveCSS('direction', 'ltr')
  await page.locator('#new-client').fill(`${name} 0501112233`)
  await page.locator('#new-client-list [role=option]').filter({ hasText: 'عميل جديد' }).click()
  await expect(page.locator('#new-name')).toHaveValue(name)
  await expect(page.locator('#new-phone')).toHaveValue('0501112233')
  await expect(page.locator('#new-phone-note')).toContainText('+971 50 111 2233')
  await page.locator('#new-service').fill('')
  await page.locator('#new-service').pressSequentially('باديك')
  await page.locator('#new-service-list [role=option]').first().click()
  await chooseTime(page, ownDay())
  await book(page)
  await expect(toast(page)).toContainText(name)
  await openBookings(page, `?q=${encodeURIComponent(name)}`)
  await expect(rows(page)).toHaveCount(1)
})

test('undo takes a booking back', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'manager')
  const day = ownDay()
  await openBookings(page, `?from=${day}&to=${day}`)
  const before = await rows(page).count()
  await bookSomebody(page, day)
  await expect(rows(page)).toHaveCount(before + 1)
  await toastButton(page).click()
  await expect(toast(page).filter({ hasText: 'Undone' })).toBeVisible()
  await page.reload()
  await expect(rows(page)).toHaveCount(before)
})

test('a taken time is answered with free ones, and one click takes one', { tag: '@phone' }, async ({
  page,
  expected,
}) => {
  expected.push(/409/)
  await signIn(page, 'manager')
  await openBookings(page)
  await beginBooking(page)
  await chooseClient(page, 'ан')
  await chooseTime(page, ownDay(), 2)
  // Meanwhile somebody else takes it.
  const draft = await page.evaluate(() =>
    JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('new-booking'))![1]),
  )
  const service = {
    service: Number(draft.service.id),
    master: draft.master,
    starts: `${draft.day}T${draft.time}`,
    minutes: null,
    price: null,
  }
  const visit = {
    key: crypto.randomUUID(),
    client: { known: Number(draft.client.id) },
    services: [service],
    source: 'phone',
    notes: '',
  }
  await ask(page, 'bookings/book', { visit })
  await book(page)
  const taken = newBooking(page).locator('.taken')
  await expect(taken).toContainText('This time is taken')
  await taken.getByRole('button').first().click()
  await expect(toast(page)).toContainText('Booked')
})

test('a price that cannot be read is not booked as another', async ({ page }) => {
  await signIn(page, 'manager')
  const day = ownDay()
  await openBookings(page, `?from=${day}&to=${day}`)
  await beginBooking(page)
  await chooseClient(page, 'ан')
  await chooseTime(page, day)
  const price = page.locator('#new-price')
  for (const typed of ['abc', '1e9', '150 usd']) {
    await price.fill(typed)
    await book(page)
    await expect(page.locator('#new-price-note')).toContainText('Enter an amount')
    await expect(price).toBeFocused()
    await expect(price).toHaveValue(typed)
  }
  await price.fill('150 aed')
  await book(page)
  await expect(toast(page)).toContainText('Booked')
  await expect(rows(page).filter({ hasText: '150.00' })).not.toHaveCount(0)
})
