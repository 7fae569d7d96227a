// Starts and stops `mingbai serve` for the tests that look at it from outside.

import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** Starts the server; gives the process, the URL that it prints (however it colours it), and all that it says. */
export async function startServer({ bin, root, args = [], port = 0, timeout = 10_000 }) {
  const child = spawn(resolve(bin), ['serve', '--root', root, '--port', String(port), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  process.on('exit', () => child.kill('SIGKILL'))
  const said = []
  const url = await new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error(`printed no URL in ${timeout} ms:\n${said.join('\n')}`)), timeout)
    const read = (line) => {
      const plain = line.replace(/\u001b\[[0-9;]*m/g, '')
      said.push(plain)
      const match = /http:\/\/127\.0\.0\.1:[1-9]\d*\/[^\s'"<>)，。（]*/.exec(plain)
      if (match) {
        clearTimeout(late)
        found(match[0])
      }
    }
    createInterface(child.stdout).on('line', read)
    createInterface(child.stderr).on('line', read)
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`ended with code ${code}:\n${said.join('\n')}`)))
  })
  return { child, said, url: url.replace(/\/*$/, '/') }
}

/** Ends it by a signal; gives how it ended, or nothing where it was still there after `timeout`. */
export async function stopServer(child, { signal = 'SIGTERM', timeout = 10_000 } = {}) {
  if (child.exitCode !== null || child.signalCode !== null) return { code: child.exitCode, signal: child.signalCode }
  const ended = new Promise((done) => child.once('exit', (code, by) => done({ code, signal: by })))
  child.kill(signal)
  return Promise.race([ended, new Promise((done) => setTimeout(done, timeout))])
}

/** Polls, since a live reload may replace the whole page between two looks. */
export async function waitFor(condition, timeout) {
  const end = Date.now() + timeout
  while (Date.now() < end) {
    try {
      if (await condition()) return true
    } catch {
      // The page was being replaced while we looked.
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  return false
}
