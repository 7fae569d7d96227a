// What the tools that look at pages share: where the site is, which pages to look at, and a page
// that remembers everything that went wrong while it loaded.

import { launchChromium, readArgs, walk } from './lib.mjs'
import { cleanBase, serveStatic } from './static.mjs'

const OPTIONS = {
  url: { type: 'string' },
  dir: { type: 'string' },
  base: { type: 'string', default: '/' },
  paths: { type: 'string' },
}

/**
 * Runs `work(browser, url, paths, values)` on a served site: one at --url, or the folder --dir
 * served here. `--paths all` is every page of the folder.
 */
export async function withSite(usage, options, work) {
  const { values } = readArgs(usage, { ...OPTIONS, ...options })
  // A tool that knows its pages itself says so by a switch of its own.
  if (values.paths === undefined && !values['every-kind']) {
    console.error(`--paths is missing\n${usage}`)
    process.exit(2)
  }
  if (Boolean(values.url) === Boolean(values.dir) || (values.paths === 'all' && !values.dir)) {
    console.error(`one of --url and --dir is needed, and --paths all needs --dir\n${usage}`)
    process.exit(2)
  }
  const server = values.dir ? await serveStatic(values.dir, { base: cleanBase(values.base) }) : null
  const url = (server?.url ?? values.url).replace(/\/*$/, '/')
  const paths = values.paths === 'all' ? allPages(values.dir) : (values.paths ?? '').split(',').map((path) => path.trim().replace(/^\/+/, ''))
  const browser = await launchChromium()
  try {
    return await work(browser, url, paths, values)
  } finally {
    await browser.close()
    await server?.close()
  }
}

function allPages(dir) {
  return walk(dir)
    .filter((path) => path.endsWith('.html'))
    .map((path) => encodeURI(path.replace(/(^|\/)index\.html$/, '$1')))
}

/** Runs `work` on every item, a few at a time: a page waits for the browser more than for the machine. */
export async function eachOf(items, work, many = 4) {
  const queue = [...items]
  const worker = async () => {
    while (queue.length) await work(queue.shift())
  }
  await Promise.all(Array.from({ length: many }, worker))
}

/** Opens a page in a fresh profile, where `kept` is what it finds in its storage and
 *  `init(argument)` runs before its scripts; gives `{ page, context, problems, goTo }`. */
export async function openPage(browser, url, { kept = {}, init, argument, ...contextOptions } = {}) {
  // Animations would be caught half-way; the site has to honour the wish for less motion.
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'zh-CN', ...contextOptions })
  const page = await context.newPage()
  const now = { url }
  const problems = watch(page, now)
  await page.addInitScript((kept) => {
    for (const [name, value] of Object.entries(kept)) localStorage.setItem(name, value)
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`)
    })
  }, kept)
  if (init) await page.addInitScript(init, argument)
  /** Leads this page elsewhere, with nothing held against it. */
  async function goTo(url) {
    now.url = url
    problems.splice(0)
    const response = await page.goto(url, { waitUntil: 'load', timeout: 30_000 })
    if (!response?.ok() && !mayBeMissing(url)) problems.push(`answered with status ${response?.status()}`)
    if (contextOptions.javaScriptEnabled !== false) await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)))
  }
  await goTo(url)
  return { page, context, problems, goTo }
}

/** Pages that stay open between looks: a profile of its own for each would cost the browser as much as the look. */
export class Tabs {
  idle = new Map()

  constructor(browser) {
    this.browser = browser
  }

  /** `work({ page, context, problems })` on the address, in a page opened with these options; one that failed is not used again. */
  async lend(url, options, work) {
    const key = JSON.stringify(options)
    const tab = this.idle.get(key)?.pop()
    if (tab) await tab.goTo(url)
    const open = tab ?? (await openPage(this.browser, url, options))
    await work(open)
    this.idle.set(key, [...(this.idle.get(key) ?? []), open])
  }
}

/** The error page may be looked at by its own name; some servers then say 404, rightly. */
const mayBeMissing = (url) => url.endsWith('/404.html')

/** Collects console errors (CSP violations among them), uncaught errors and bad requests. */
function watch(page, now) {
  const problems = []
  page.on('console', (message) => {
    const { url } = message.location()
    if (message.type() !== 'error' || (url === now.url && mayBeMissing(url))) return
    // Asked for once a run at a time of the browser's choosing; validate.mjs looks after icons.
    if (url.endsWith('/favicon.ico')) return
    problems.push(`console error: ${message.text()}${url ? ` (${url})` : ''}`)
  })
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, origin: theirs } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && theirs !== new URL(now.url).origin) problems.push(`request beyond the origin: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // A page that is left while its icon is still on the way breaks nothing.
    if (/\/favicon\.[^/]*$/.test(request.url()) && /ABORTED/.test(why)) return
    problems.push(`request failed: ${request.url()} ${why}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) problems.push(`status ${response.status()}: ${response.url()}`)
  })
  return problems
}
