// Proves that axe.mjs catches each kind of fault in a real browser.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { BASE, goodSite, writeSite } from './fixture.mjs'
import { shareChromium } from './lib.mjs'

after(await shareChromium())

const here = dirname(fileURLToPath(import.meta.url))

function run(files, ...flags) {
  const args = [join(here, 'axe.mjs'), '--dir', writeSite(files), '--base', BASE, ...flags]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { encoding: 'utf8' }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }))
  })
}

function spoil(path, from, to) {
  const files = goodSite()
  const spoilt = files[path].replace(from, to)
  assert.notEqual(spoilt, files[path], `the fault was not put into ${path}`)
  return { ...files, [path]: spoilt }
}

const into = (html) => ['index.html', '</main>', `${html}</main>`]

// [what is wrong, what the output has to say, [file, from, to], flags]
const FAULTS = [
  ['low contrast', /color-contrast/, ['style.css', '#111', '#bbb'], ['--schemes', 'light']],
  ['low contrast in the dark', /\(home\) at 360 dark: color-contrast/, ['style.css', '#eee', '#333'], ['--schemes', 'dark']],
  ['image without alternative', /image-alt/, ['index.html', ' alt="图"', '']],
  ['too wide for a phone', /the page is \d+ px wide: .*div#wide/, into('<div id="wide">' + '明'.repeat(2) + 'm'.repeat(300) + '</div>')],
  ['console error', /console error: oh no/, ['app.js', /$/, 'console.error("oh no")']],
  ['uncaught error', /uncaught: oh no/, ['app.js', /$/, 'throw new Error("oh no")']],
  ['inline style against the CSP', /CSP violation: style-src/, into('<p style="margin:0">x</p>')],
  ['request beyond the origin', /request beyond the origin: http:\/\/127\.0\.0\.2:9\//, into('<img src="http://127.0.0.2:9/x.png" alt="">')],
  ['request that is answered with 404', /status 404: .*no\.png/, into('<img src="/gd/town/no.png" alt="">')],
  ['a setting that does nothing', /does not show the state “large”/, into('<p>x</p>'), ['--schemes', 'light', '--states', 'large']],
  ['a state that no page has', /no page could be looked at in the state “card”/, into('<p>x</p>'), ['--schemes', 'light', '--states', 'card']],
]

// A browser waits more than it works.
describe('axe', { concurrency: 2 }, () => {
  test('a faultless site passes at every width and scheme', async () => {
    const { code, output } = await run(goodSite(), '--paths', 'all')
    assert.equal(code, 0, output)
    assert.match(output, /^[1-9]\d+ passed, 0 failed$/m)
  })

  test('a path that does not exist fails', async () => {
    const { code, output } = await run(goodSite(), '--paths', 'no/', '--widths', '360', '--schemes', 'light')
    assert.equal(code, 1)
    assert.match(output, /answered with status 404/)
  })

  for (const [what, says, change, flags = ['--schemes', 'light']] of FAULTS) {
    test(`fault: ${what}`, async () => {
      const { code, output } = await run(spoil(...change), '--paths', '', '--widths', '360', ...flags)
      assert.equal(code, 1, output)
      assert.match(output, says)
    })
  }
})
