import { expect, type Page } from '@playwright/test'

const WIDTHS = [360, 768, 1024, 1440]

/** Nothing scrolls sideways, and no words are cut off, at any width. The last is a desktop's. */
export async function expectToFit(page: Page, what: string) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    const { content, window } = await page.evaluate(() => ({
      content: document.scrollingElement!.scrollWidth,
      window: innerWidth,
    }))
    expect.soft(content, `${what} at ${width}`).toBeLessThanOrEqual(window)
    expect.soft(window, `${what} at ${width}`).toBe(width)
    expect.soft(await cutOff(page), `${what}: words that are cut off at ${width}`).toEqual([])
  }
}

/** Figures, headings, buttons and chips whose words do not fit into them. */
function cutOff(page: Page) {
  return page
    .locator('.figure, h1, h2, .btn:not(.icon), .chip, .pill')
    .evaluateAll((all) =>
      all
        .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
        .map((element) => `${element.className || element.tagName}: ${element.textContent}`),
    )
}
