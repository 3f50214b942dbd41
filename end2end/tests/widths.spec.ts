import { expect, test } from '../support/test.ts'
import { COMPLAINTS, PLACES, go } from '../support/places.ts'
import { prefer, type Language } from '../support/page.ts'

const WIDTHS = [360, 768, 1024, 1440]

for (const place of Object.keys(PLACES)) {
  for (const language of ['en', 'ar', 'ru'] satisfies Language[]) {
    test(`${place} in ${language} never scrolls sideways`, async ({ page, expected }) => {
      expected.push(...COMPLAINTS)
      await page.setViewportSize({ width: WIDTHS[0]!, height: 800 })
      await prefer(page, { language })
      await go(page, place)
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
    })
  }
}

/** Figures, headings, buttons and chips whose words do not fit into them. */
function cutOff(page: import('@playwright/test').Page) {
  return page.locator('.figure, h1, h2, .btn:not(.icon), .chip, .pill').evaluateAll((all) =>
    all
      .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.className || element.tagName}: ${element.textContent}`),
  )
}
