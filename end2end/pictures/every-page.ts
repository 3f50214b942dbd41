// Pictures of every page in each state that looks different, in all sizes and looks, to be looked at: see bin/pictures.

import { resolve } from 'node:path'
import { test } from '../support/test.ts'
import { COMPLAINTS, PLACES, go } from '../support/places.ts'
import { LANGUAGES, THEMES, prefer } from '../support/page.ts'

const FOLDER = resolve(process.env.CRM_PICTURES!)
const SIZES = [[360, 780], [768, 1024], [1440, 900]] as const

for (const place of Object.keys(PLACES)) {
  test(place, async ({ page, expected }) => {
    expected.push(...COMPLAINTS)
    test.setTimeout(120_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const language of LANGUAGES) {
      await prefer(page, { language })
      await go(page, place)
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height })
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme })
          const name = `${place.replaceAll(' ', '-')}-${width}-${colorScheme}-${language}.png`
          await page.screenshot({ path: `${FOLDER}/${name}` })
        }
      }
      await page.context().clearCookies()
    }
  })
}
