import { defineConfig } from '@playwright/test'
import config from './playwright.config.ts'

export default defineConfig({
  ...config,
  testDir: 'pictures',
  testMatch: '*.ts',
  reporter: 'list',
  projects: [{ name: 'pictures' }],
})
