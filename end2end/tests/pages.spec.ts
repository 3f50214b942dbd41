// Every page in each state that looks different, in each language: it fits every width, and axe finds no serious barrier.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOnly, RunOptions } from 'axe-core'
import { expect, test, type Page } from '../support/test.ts'
import { COMPLAINTS, PLACES, go } from '../support/places.ts'
import { LANGUAGES, prefer } from '../support/page.ts'
import { expectToFit } from '../support/widths.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules of axe that look at colours. */
const COLOURS: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

for (const place of Object.keys(PLACES)) {
  test(`${place} fits every width, and has no serious barrier`, async ({ page, expected }) => {
    expected.push(...COMPLAINTS)
    test.setTimeout(90_000)
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
    for (const language of LANGUAGES) {
      await test.step(language, async () => {
        await prefer(page, { language })
        await go(page, place)
        await expectToFit(page, language)
        await page.evaluate(AXE)
        expect.soft(await barriers(page, {}), `${language}, light`).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        // Themes differ in colours only.
        expect.soft(await barriers(page, { runOnly: COLOURS }), `${language}, dark`).toEqual([])
        await page.emulateMedia({ colorScheme: 'light' })
        // A page that hears of a change would ask without a session.
        await page.goto('about:blank')
        await page.context().clearCookies()
      })
    }
  })
}

/** What axe calls serious. */
async function barriers(page: Page, options: RunOptions): Promise<string[]> {
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options),
    options,
  )
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} — ${node.failureSummary}`),
  )
}
