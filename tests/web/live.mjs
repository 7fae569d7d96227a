// Drives `mingbai serve` as an author would: a real browser on one side, an editor on the other.
// The page has to follow the file by itself, show an error over the last good page, and recover;
// and the server has to answer as a careful host does.
//
//   node tests/web/live.mjs --bin target/debug/mingbai --site tests/fixtures/minimal [-- MORE ARGS]

import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { checkHttp } from './live-http.mjs'
import { launchChromium, readArgs, Report, tempDir } from './lib.mjs'
import { startServer, stopServer, waitFor as poll } from './server.mjs'

const usage = `usage: live.mjs --bin PATH --site DIR [--file content/_index.md] [--path ''] [--timeout 10000] [--only browser|http] [-- ARGS]
  --file     the Markdown file to edit; --path is the page that it makes, below the printed URL
  --timeout  how long anything may take, in milliseconds
  ARGS       further arguments for BIN serve`

// Everything after a bare -- goes to the server.
const split = process.argv.indexOf('--')
const serverArgs = split < 0 ? [] : process.argv.splice(split).slice(1)
const { values } = readArgs(usage, {
  bin: { type: 'string', required: true },
  site: { type: 'string', required: true },
  file: { type: 'string', default: 'content/_index.md' },
  path: { type: 'string', default: '' },
  timeout: { type: 'string', default: '10000' },
  only: { type: 'string' },
})
const timeout = Number(values.timeout)
const waitFor = (condition) => poll(condition, timeout)

/** A copy of the site, so that editing harms nothing; beside it lies a secret to reach for. */
function copySite() {
  const dir = tempDir('live')
  const root = join(dir, 'site')
  const kept = (path) => !['target', 'public', '.git', '.mingbai'].includes(basename(path))
  cpSync(values.site, root, { recursive: true, filter: kept })
  writeFileSync(join(dir, 'Cargo.toml'), 'secret-beside-the-site\n')
  return root
}

// Editors save in two ways: writing into the file, or renaming a new one over it.
function saveInPlace(file, text) {
  writeFileSync(file, text)
}

function saveByRename(file, text) {
  writeFileSync(`${file}.tmp~`, text)
  renameSync(`${file}.tmp~`, file)
}

/** Opens front matter that nothing closes. */
function withoutClosingLine(text) {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (lines[0].trim() !== '---') lines.unshift('---', 'title: x')
  return [lines[0], ...lines.slice(1).filter((line) => line.trim() !== '---')].join('\n')
}

async function checkBrowser(url, root) {
  const check = (ok, what) => report.check('live reload', ok, values.file, what)
  const file = join(root, values.file)
  const original = readFileSync(file, 'utf8')
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    const faults = []
    page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/i.test(message.text())) faults.push(message.text())
    })
    const shows = (text) => waitFor(() => page.evaluate((t) => document.body.innerText.includes(t), text))
    const hasOverlay = () => page.locator('#mingbai-overlay').count().then((count) => count > 0)

    // The event stream never ends, so waiting for a quiet network would wait for ever.
    await page.goto(url + values.path, { waitUntil: 'load', timeout })
    check(!(await hasOverlay()), 'an overlay is shown over a good site')

    const first = 'jia-7f3a 第一次修改'
    saveInPlace(file, `${original}\n\n${first}\n`)
    if (!check(await shows(first), 'an edit did not reach the browser by itself')) return

    const second = 'yi-91c2 第二次修改'
    saveByRename(file, `${original}\n\n${first}\n\n${second}\n`)
    check(await shows(second), 'an edit saved by renaming did not reach the browser')

    saveInPlace(file, withoutClosingLine(`${original}\n\nbing-55d0\n`))
    if (check(await waitFor(hasOverlay), 'a broken file shows no #mingbai-overlay')) {
      const text = await page.locator('#mingbai-overlay').innerText()
      check(text.includes(basename(file)), `the overlay does not name ${basename(file)}: “${text.slice(0, 200)}”`)
      check(await page.locator('#mingbai-overlay').isVisible(), 'the overlay is not visible')
    }
    check(await page.evaluate((t) => document.body.textContent.includes(t), second), 'the last good page is gone from the browser')
    const response = await fetch(url + values.path)
    check(response.status === 200, `the broken file's page is answered with ${response.status}`)
    check((await response.text()).includes(second), 'the server no longer serves the last good page')
    // A page opened while the site is broken has to tell as well.
    const other = await browser.newPage()
    await other.goto(url + values.path, { waitUntil: 'load', timeout })
    const told = await waitFor(() => other.locator('#mingbai-overlay').count().then((count) => count > 0))
    check(told, 'a page opened while the site is broken shows no overlay')
    await other.close()

    const third = 'ding-08be 改好了'
    saveByRename(file, `${original}\n\n${third}\n`)
    check(await shows(third), 'the mended file did not reach the browser')
    check(await waitFor(async () => !(await hasOverlay())), 'the overlay stayed after the file was mended')
    check(!(await page.evaluate((t) => document.body.innerText.includes(t), second)), 'the old text is still there')
    check(faults.length === 0, faults.join('; '))
  } finally {
    saveInPlace(file, original)
    await browser.close()
  }
}

const report = new Report()
let server
try {
  const root = copySite()
  server = await startServer({ bin: values.bin, root, args: serverArgs, timeout })
  console.log(`serving at ${server.url}`)
  if (values.only !== 'browser') await checkHttp(server.url, report, { path: values.path, timeout })
  if (values.only !== 'http') await checkBrowser(server.url, root)
  report.check('stopping', server.child.exitCode === null, '', `the server ended by itself with code ${server.child.exitCode}`)
  const ended = await stopServer(server.child, { timeout })
  report.check('stopping', ended, '', `was still there ${timeout} ms after SIGTERM`)
} catch (error) {
  report.fail('run', '', error.message)
}
if (report.failed > 0 && server) console.log(`\nthe server said:\n  ${server.said.slice(-30).join('\n  ')}`)
process.exit(report.finish())
