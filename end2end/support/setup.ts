// A server of our own for all tests, with demo data, on a free port; stopped after the last.

import { rmSync } from 'node:fs'
import { keepSessions } from './people.ts'
import { newFolder, start } from './server.ts'

export default async function setUp() {
  const folder = newFolder()
  const server = await start(folder)
  const tearDown = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  process.env.CRM_URL = server.url
  try {
    await keepSessions(server.url)
  } catch (problem) {
    await tearDown()
    throw problem
  }
  return tearDown
}
