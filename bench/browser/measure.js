// Measures pages in Chromium as a phone would load them and prints JSON: `node measure.js ORIGIN RUNS PATH…`, with the
// Cookie header of a signed-in person in CRM_COOKIE. Each figure is the median of RUNS runs.

import process from 'node:process'
import * as launcher from 'chrome-launcher'
import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'

// Slow 3G as WebPageTest defines it: 400 kbit/s, a round trip of 400 ms.
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const CPU_SLOWDOWN = 4
const DEADLINE_MS = 120_000
// Without a request for so long, a page has loaded all that it loads by itself.
const QUIET_MS = 1_500
const PHONE = { width: 360, height: 740, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const [origin, runs, ...paths] = process.argv.slice(2)
const cookie = process.env.CRM_COOKIE
const chromePath = process.env.CRM_CHROMIUM ?? launcher.getChromePath()

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

// Lighthouse as a phone: simulated slow 4G, 4 × slower processor.
async function score(path) {
  const chrome = await launcher.launch({ chromePath, chromeFlags: FLAGS, ignoreDefaultFlags: false })
  try {
    const answer = await lighthouse(origin + path, {
      port: chrome.port,
      logLevel: 'error',
      onlyCategories: ['performance'],
      extraHeaders: { Cookie: cookie },
      disableStorageReset: false,
    })
    const { audits, categories } = answer.lhr
    return {
      score: categories.performance.score * 100,
      largest_paint_ms: audits['largest-contentful-paint'].numericValue,
      blocking_ms: audits['total-blocking-time'].numericValue,
      shift: audits['cumulative-layout-shift'].numericValue,
    }
  } finally {
    await chrome.kill()
  }
}

// Time until the page answers presses on slow 3G: with an empty cache, and again with what the first visit has stored.
async function hydrate(path) {
  const browser = await puppeteer.launch({ executablePath: chromePath, args: FLAGS })
  try {
    const page = await browser.newPage()
    await page.setViewport(PHONE)
    const [name, value] = cookie.split(/=(.*)/)
    await browser.setCookie({ name, value, domain: new URL(origin).hostname, path: '/', httpOnly: true })
    const devtools = await page.createCDPSession()
    await devtools.send('Network.enable')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    await devtools.send('Network.emulateNetworkConditions', SLOW_3G)
    const seen = { requests: 0, bytes: 0 }
    devtools.on('Network.requestWillBeSent', () => seen.requests++)
    devtools.on('Network.loadingFinished', (event) => {
      seen.bytes += event.encodedDataLength
    })
    const visit = async () => {
      const begun = Date.now()
      await page.goto(origin + path, { waitUntil: 'domcontentloaded', timeout: DEADLINE_MS })
      await page.waitForSelector('html[data-hydrated]', { timeout: DEADLINE_MS })
      const ready = Date.now() - begun
      const before = { ...seen }
      await page.waitForNetworkIdle({ idleTime: QUIET_MS, timeout: DEADLINE_MS })
      return { ready, before }
    }
    const cold = await visit()
    const whole = { ...seen }
    const warm = await visit()
    return {
      cold_ms: cold.ready,
      warm_ms: warm.ready,
      requests: cold.before.requests,
      kilobytes: cold.before.bytes / 1_000,
      all_kilobytes: whole.bytes / 1_000,
    }
  } finally {
    await browser.close()
  }
}

const pages = []
for (const path of paths) {
  const results = []
  for (let run = 0; run < Number(runs); run++) {
    results.push({ ...(await score(path)), ...(await hydrate(path)) })
  }
  const figures = Object.keys(results[0]).map((key) => [key, median(results.map((result) => result[key]))])
  pages.push({ path, ...Object.fromEntries(figures) })
}
console.log(JSON.stringify(pages))
