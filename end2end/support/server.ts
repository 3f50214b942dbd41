// A server of our own, with demo data.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target')
const START = 120_000
const END = 30_000
/** As long as pages offer to undo: nobody is told sooner of what somebody did. */
export const UNDO_SECONDS = 10

/** Where a server may keep its data. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'beauty-crm-test-'))
  // PostgreSQL runs as another user than root.
  chmodSync(folder, 0o755)
  return folder
}

/** Starts a server on the data of a folder; at an address that it had before, if told so. */
export async function start(folder: string, address = '127.0.0.1:0') {
  const child = spawn(process.env.CRM_SERVER ?? join(target, 'debug/server'), {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      CRM_ADDR: address,
      CRM_DATA_DIR: join(folder, 'data'),
      CRM_DEMO: 'S',
      CRM_ENV: 'development',
      CRM_LOG: 'error',
      CRM_UNDO_SECONDS: String(UNDO_SECONDS),
      DATABASE_URL: undefined,
      LEPTOS_SITE_ROOT: process.env.LEPTOS_SITE_ROOT ?? join(root, 'target/site'),
    },
  })
  try {
    const url = await addressOf(child)
    await untilReady(url, child)
    return { url, stop: () => end(child), kill: () => child.kill('SIGKILL') }
  } catch (problem) {
    await end(child)
    throw problem
  }
}

/** Where it listens, as it says itself. */
async function addressOf(server: ChildProcess): Promise<string> {
  let said = ''
  server.stdout!.setEncoding('utf8')
  for await (const piece of server.stdout!.iterator({ destroyOnReturn: false })) {
    said += piece
    const url = /^listening on (http:\S+)$/m.exec(said)?.[1]
    if (url) {
      // What else it prints must not fill the pipe.
      server.stdout!.resume()
      return url
    }
  }
  throw new Error(`the server ended without listening: ${said}`)
}

async function untilReady(url: string, server: ChildProcess) {
  const deadline = Date.now() + START
  while (Date.now() < deadline && server.exitCode === null) {
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    await new Promise((next) => setTimeout(next, 100))
  }
  throw new Error('the server did not get ready')
}

async function end(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  const late = setTimeout(() => server.kill('SIGKILL'), END)
  await ended
  clearTimeout(late)
}
