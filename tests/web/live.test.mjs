// Proves that live.mjs catches each kind of fault, against a small server that keeps the contract
// or breaks it in one way.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { writeSite } from './fixture.mjs'
import { shareChromium } from './lib.mjs'

after(await shareChromium())

const here = dirname(fileURLToPath(import.meta.url))
const SITE = { 'site.yaml': 'title: 明白镇\n', 'content/_index.md': '---\ntitle: 首页\n---\n\n你好\n' }

function run(fault, ...flags) {
  const args = [join(here, 'live.mjs'), '--bin', join(here, 'fake-serve.mjs'), '--site', writeSite(SITE), ...flags]
  const env = { ...process.env, FAULT: fault }
  return new Promise((resolve) => {
    execFile(process.execPath, args, { encoding: 'utf8', env }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }))
  })
}

// [fault, what the output has to say, the half of the checks that finds it]
const FAULTS = [
  ['no-url', /printed no URL/, 'http'],
  ['no-csp', /has no Content-Security-Policy/, 'http'],
  ['loose-csp', /allows inline code/, 'http'],
  ['soft-404', /status 200 instead of 404/, 'http'],
  ['bare-404', /the answer is not the 404 page/, 'http'],
  ['any-host', /status 200 for the host evil\.example/, 'http'],
  ['climbs', /%2e%2e\/Cargo\.toml: is answered with status 200/, 'http'],
  ['redirects-302', /status 302 instead of 301/, 'http'],
  ['redirects-home', /leads to \/ instead of/, 'http'],
  ['no-redirects', /lists no redirects/, 'http'],
  ['takes-posts', /POST is answered with status 200/, 'http'],
  ['no-reload', /did not reach the browser by itself/, 'browser'],
  ['no-overlay', /shows no #mingbai-overlay/, 'browser'],
  ['nameless', /the overlay does not name _index\.md/, 'browser'],
  ['loses-page', /no longer serves the last good page/, 'browser'],
  ['keeps-overlay', /the overlay stayed/, 'browser'],
  ['crashes', /fetch failed|ended by itself/, 'browser'],
]

// A browser waits more than it works.
describe('live', { concurrency: 2 }, () => {
  test('a server that keeps the contract passes', async () => {
    const { code, output } = await run('')
    assert.equal(code, 0, output)
    assert.match(output, /^[1-9]\d+ passed, 0 failed$/m)
  })

  for (const [fault, says, half] of FAULTS) {
    test(`fault: ${fault}`, async () => {
      // Long enough for a busy machine, since some faults show only as nothing happening in this time.
      const timeout = half === 'browser' ? '4000' : '2500'
      const { code, output } = await run(fault, '--only', half, '--timeout', timeout)
      assert.equal(code, 1, output)
      assert.match(output, says)
      assert.match(output, /^\d+ passed, [1-9]\d* failed$/m)
    })
  }
})
