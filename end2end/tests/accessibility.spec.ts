import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { expect, test } from '../support/test.ts'
import { PLACES, go } from '../support/places.ts'
import { LANGUAGES, THEMES, prefer } from '../support/page.ts'

/** Those that have words of their own to be read out in every language. */
const MAIN = ['login', 'today', 'bookings of a period', 'booking', 'gallery']

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

for (const place of Object.keys(PLACES)) {
  for (const theme of THEMES) {
    test(`${place}, ${theme}, has no serious barrier`, async ({ page }) => {
      test.setTimeout(90_000)
      await page.emulateMedia({ reducedMotion: 'reduce' })
      for (const language of MAIN.includes(place) ? LANGUAGES : (['en'] as const)) {
        await prefer(page, { language, theme })
        await go(page, place)
        await page.evaluate(AXE)
        const { violations } = await page.evaluate(
          () => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
        )
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        const found = serious.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} — ${node.failureSummary}`))
        expect.soft(found, language).toEqual([])
        await page.context().clearCookies()
      }
    })
  }
}
