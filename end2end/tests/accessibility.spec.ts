import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { expect, test } from '../support/test.ts'
import { COMPLAINTS, PLACES, go } from '../support/places.ts'
import { LANGUAGES, THEMES, prefer } from '../support/page.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

for (const place of Object.keys(PLACES)) {
  for (const theme of THEMES) {
    test(`${place}, ${theme}, has no serious barrier`, async ({ page, expected }) => {
      expected.push(...COMPLAINTS)
      test.setTimeout(120_000)
      await page.emulateMedia({ reducedMotion: 'reduce' })
      for (const language of LANGUAGES) {
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
