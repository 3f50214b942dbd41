import { existsSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/files',
  globalSetup: './support/setup.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  // What passes only the second time is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list', { printSteps: false }],
    ['json', { outputFile: 'test-results/report.json' }],
  ],
  use: {
    locale: 'en-GB',
    timezoneId: 'Asia/Dubai',
    // What tests hold back or refuse, no worker may ask for behind their back.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CRM_CHROMIUM ?? browsers.find(existsSync),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop' },
    {
      name: 'phone',
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, defaultBrowserType: 'chromium' },
      // What looks or is done differently there: bars, sheets and menus from below, rows as cards, fingers.
      grep: /@phone/,
    },
  ],
})
