// Pictures of every page, to be looked at: in the ignored folder `pictures`.

import { resolve } from 'node:path'
import { expect, test } from '../support/test.ts'
import { COMPLAINTS, PLACES, go } from '../support/places.ts'
import { prefer } from '../support/page.ts'

const FOLDER = resolve(import.meta.dirname, '../../pictures')
const LOOKS = [['en', 'light'], ['en', 'dark'], ['ru', 'light'], ['ar', 'light'], ['ar', 'dark']] as const
const SIZES = [[360, 780], [768, 1024], [1440, 900]] as const

for (const [language, theme] of LOOKS) {
  test(`pictures in ${language}, ${theme}`, async ({ page, expected }) => {
    expected.push(...COMPLAINTS)
    test.setTimeout(180_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const place of Object.keys(PLACES)) {
      await page.context().clearCookies()
      await prefer(page, { language, theme })
      await go(page, place)
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height })
        const name = `${place.replaceAll(' ', '-')}-${width}-${theme}-${language}.png`
        const picture = await page.screenshot({ path: `${FOLDER}/${name}` })
        expect(picture.length).toBeGreaterThan(1_000)
      }
    }
  })
}
