// What all web test tools share: finding the installed packages, reading arguments, gathering
// results, walking a folder, starting the browser.

import { createRequire } from 'node:module'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = dirname(fileURLToPath(import.meta.url))
export const toolsDir = join(here, '..', '..', 'target', 'test-tools')

if (!existsSync(join(toolsDir, 'node_modules'))) {
  console.error('target/test-tools is missing: run tests/tools first')
  process.exit(2)
}

/** The packages live in target/, not beside these files, so plain `import` cannot find them. */
export const requireTool = createRequire(join(toolsDir, 'package.json'))

export const toolFile = (...parts) => join(toolsDir, 'node_modules', ...parts)

/** A wrong command line ends with the usage text and exit code 2, never with a half-run test. */
export function readArgs(usage, options, { positionals = 0 } = {}) {
  const giveUp = (why) => {
    console.error(`${why}\n${usage}`)
    process.exit(2)
  }
  let parsed
  try {
    parsed = parseArgs({ options, allowPositionals: positionals > 0 })
  } catch (error) {
    giveUp(error.message)
  }
  if (parsed.positionals.length !== positionals) giveUp('wrong number of arguments')
  for (const [name, option] of Object.entries(options)) {
    if (option.required && parsed.values[name] === undefined) giveUp(`--${name} is missing`)
  }
  return parsed
}

/** Gathers the result of every check; problems are shown by group, in the order of finding. */
export class Report {
  passed = 0
  groups = new Map()

  /** One check: `what` says what is wrong if `ok` is false. Returns `ok`. */
  check(group, ok, where, what) {
    if (ok) this.passed += 1
    else {
      if (!this.groups.has(group)) this.groups.set(group, [])
      this.groups.get(group).push(where ? `${where}: ${what}` : what)
    }
    return Boolean(ok)
  }

  fail(group, where, what) {
    return this.check(group, false, where, what)
  }

  get failed() {
    return [...this.groups.values()].reduce((sum, list) => sum + list.length, 0)
  }

  /** Prints everything, then the closing line that test runners read. Returns the exit code. */
  finish() {
    const most = 50
    for (const [group, problems] of this.groups) {
      console.log(`\n${group}: ${problems.length}`)
      for (const problem of problems.slice(0, most)) console.log(`  ${problem}`)
      if (problems.length > most) console.log(`  … and ${problems.length - most} more`)
    }
    if (this.passed + this.failed === 0) this.fail('run', '', 'nothing was checked')
    console.log(`\n${this.passed} passed, ${this.failed} failed`)
    return this.failed === 0 ? 0 : 1
  }
}

/** All files below `dir`, as sorted paths with forward slashes; symbolic links are not followed. */
export function walk(dir, prefix = '') {
  return readdirSync(join(dir, prefix), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = prefix + entry.name
      return entry.isDirectory() ? walk(dir, `${path}/`) : entry.isFile() ? [path] : []
    })
}

const temporary = []

/** A new folder that goes when the process ends. */
export function tempDir(name) {
  const dir = mkdtempSync(join(tmpdir(), `mingbai-${name}-`))
  if (temporary.length === 0) {
    process.on('exit', () => temporary.forEach((each) => rmSync(each, { recursive: true, force: true })))
  }
  temporary.push(dir)
  return dir
}

// Where a browser that is shared can be reached.
const SHARED = 'TEST_BROWSER'

/** Debian's Chromium, kept from calling home: the tests' machines have no open network. Where one is shared, that one. */
export async function launchChromium() {
  const { chromium } = requireTool('playwright-core')
  return process.env[SHARED] ? chromium.connect(process.env[SHARED]) : chromium.launch(browserOptions())
}

/** Starts a browser that the tools which this process runs share: each has profiles of its own there. Gives what ends it. */
export async function shareChromium() {
  const { chromium } = requireTool('playwright-core')
  const server = await chromium.launchServer(browserOptions())
  process.env[SHARED] = server.wsEndpoint()
  return () => server.close()
}

function browserOptions() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'
  if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}: run tests/tools`)
  return {
    executablePath,
    args: [
      '--no-sandbox', // CI runs as root, where the sandbox cannot start
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}
