// `mingbai serve` under load: wrk asks over 16 connections for a bounded time while the site is edited, broken and
// mended. Every answer has to come, whole and without an error; at the end the last edit is what is served.
//
//   node tests/web/load.mjs --bin target/release/mingbai --site SITE [--seconds 20]    SITE is one that `mingbai init` made

import { spawn } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readArgs, Report, tempDir } from './lib.mjs'
import { startServer, stopServer, waitFor } from './server.mjs'

const usage = 'usage: load.mjs --bin PATH --site DIR [--seconds 20]'
const { values } = readArgs(usage, {
  bin: { type: 'string', required: true },
  site: { type: 'string', required: true },
  seconds: { type: 'string', default: '20' },
})
const report = new Report()
const FILE = 'content/gonggao/di-yi-pian.md'
const PATH = 'gonggao/di-yi-pian/'

const dir = tempDir('load')
const root = join(dir, 'site')
cpSync(values.site, root, { recursive: true })
const file = join(root, FILE)
const original = readFileSync(file, 'utf8')
const server = await startServer({ bin: values.bin, root, timeout: 60_000 })
const { pathname: base, origin } = new URL(server.url)
const sheet = /href="([^"]+\.css)"/.exec(await (await fetch(server.url)).text())[1]

const paths = [base, `${base}${PATH}`, `${base}gonggao/`, `${base}sitemap.xml`, `${base}robots.txt`, sheet]
writeFileSync(
  join(dir, 'paths.lua'),
  `local paths = { ${paths.map((p) => JSON.stringify(p)).join(', ')} }
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
`,
)

/** Runs wrk to its end; gives what it printed. */
function wrk() {
  const args = ['-t', '2', '-c', '16', '-d', `${values.seconds}s`, '--timeout', '5s', '-s', join(dir, 'paths.lua'), origin]
  const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (part) => (said += part))
  child.stderr.on('data', (part) => (said += part))
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', (code) => (code === 0 ? done(said) : failed(new Error(`wrk ended with code ${code}: ${said}`))))
  })
}

try {
  let running = true
  const asked = wrk().finally(() => (running = false))
  let edits = 0
  let seen = 0
  let last = -1
  while (running) {
    edits += 1
    const broken = edits % 5 === 0
    writeFileSync(file, `${original}\n\n第 ${edits} 次修改。${broken ? '看[没有的页](mei-you.md)。' : ''}\n`)
    await new Promise((done) => setTimeout(done, 200))
    const answer = await fetch(`${server.url}${PATH}`)
    const text = await answer.text()
    report.check('page', answer.status === 200 && /<\/html>\s*$/.test(text), PATH, `edit ${edits}: status ${answer.status}, ${text.length} characters`)
    const shown = Number(/第 (\d+) 次修改/.exec(text)?.[1] ?? 0)
    report.check('page', shown >= last && (shown === 0 || shown % 5 !== 0), PATH, `shows edit ${shown} after ${last}`)
    if (shown > last) seen += 1
    last = shown
  }
  const said = await asked
  const requests = Number(/(\d+) requests in/.exec(said)?.[1] ?? 0)
  report.check('load', requests > 100, '', `only ${requests} requests:\n${said}`)
  report.check('load', !/Non-2xx or 3xx responses|Socket errors/.test(said), '', said)
  report.check('load', seen >= 3, '', `only ${seen} of ${edits} edits were seen under load`)
  writeFileSync(file, `${original}\n\n最后一次修改。\n`)
  const last_one = () => fetch(`${server.url}${PATH}`).then((r) => r.text()).then((t) => t.includes('最后一次修改。'))
  report.check('load', await waitFor(last_one, 10_000), PATH, 'does not show the last edit')
  console.log(`${requests} requests over 16 connections in ${values.seconds} s, ${/Requests\/sec:\s*([\d.]+)/.exec(said)?.[1]} a second; ${edits} edits, ${seen} seen`)
} catch (error) {
  report.fail('run', '', error.stack)
}
report.check('load', server.child.exitCode === null, '', `the server ended with code ${server.child.exitCode}`)
await stopServer(server.child)
process.exit(report.finish())
