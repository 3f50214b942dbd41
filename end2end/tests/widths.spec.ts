import { expect, test } from '../support/test.ts'
import { COMPLAINTS, PLACES, go } from '../support/places.ts'
import { prefer, type Language } from '../support/page.ts'
import { signIn } from '../support/people.ts'
import { clients, openBookings, rows, sheet } from '../support/bookings.ts'
import { beginBooking, book, chooseTime, dayAhead, newBooking } from '../support/work.ts'
import type { Page } from '@playwright/test'

const WIDTHS = [360, 768, 1024, 1440]

for (const place of Object.keys(PLACES)) {
  for (const language of ['en', 'ar', 'ru'] satisfies Language[]) {
    test(`${place} in ${language} never scrolls sideways`, async ({ page, expected }) => {
      expected.push(...COMPLAINTS)
      await page.setViewportSize({ width: WIDTHS[0]!, height: 800 })
      await prefer(page, { language })
      await go(page, place)
      await expectToFit(page)
    })
  }
}

test('words without an end widen no list', async ({ page }) => {
  await signIn(page, 'director')
  const name = 'W'.repeat(60)
  await openBookings(page)
  await beginBooking(page)
  await page.getByRole('button', { name: 'New client' }).click()
  await page.locator('#new-name').fill(name)
  await page.locator('#new-instagram').fill('w'.repeat(30))
  await page.locator('#new-service').fill('man')
  await expect(page.locator('#new-service-list [role=option]').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await chooseTime(page, dayAhead(170))
  await page.locator('#new-notes').fill(name)
  await book(page)
  await expect(newBooking(page)).toBeHidden()
  for (const language of ['ru', 'ar'] satisfies Language[]) {
    await prefer(page, { language })
    await openBookings(page, `?q=${name}`)
    await expect(rows(page)).not.toHaveCount(0)
    await expectToFit(page)
    await clients(page).first().click()
    await expect(sheet(page)).toContainText(name)
    await expectToFit(page)
  }
})

/** Nothing scrolls sideways, and no words are cut off, at any width. */
async function expectToFit(page: Page) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    const { content, window } = await page.evaluate(() => ({
      content: document.scrollingElement!.scrollWidth,
      window: innerWidth,
    }))
    expect.soft(content, `at ${width}`).toBeLessThanOrEqual(window)
    expect.soft(window, `at ${width}`).toBe(width)
    expect.soft(await cutOff(page), `words that are cut off at ${width}`).toEqual([])
  }
}

/** Figures, headings, buttons and chips whose words do not fit into them. */
function cutOff(page: Page) {
  return page.locator('.figure, h1, h2, .btn:not(.icon), .chip, .pill').evaluateAll((all) =>
    all
      .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.className || element.tagName}: ${element.textContent}`),
  )
}
