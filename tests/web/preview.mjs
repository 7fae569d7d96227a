// The finer points of `mingbai serve`, in a real browser, at a base path: who reloads and who does not, what is kept
// over a reload, style sheets, drafts, what changed, a start that fails, a server that comes back, hidden tabs.
//
//   node tests/web/preview.mjs --bin target/debug/mingbai --site SITE    SITE is one that `mingbai init` made

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium, readArgs, Report, requireTool, tempDir } from './lib.mjs'
import { startServer, stopServer, waitFor as poll } from './server.mjs'

const usage = 'usage: preview.mjs --bin PATH --site DIR [--timeout 15000]'
const { values } = readArgs(usage, {
  bin: { type: 'string', required: true },
  site: { type: 'string', required: true },
  timeout: { type: 'string', default: '15000' },
})
const timeout = Number(values.timeout)
const waitFor = (condition) => poll(condition, timeout)
/** Long enough to believe that nothing comes. */
const quiet = () => new Promise((done) => setTimeout(done, 1500))
const axe = readFileSync(requireTool.resolve('axe-core/axe.min.js'), 'utf8')

const report = new Report()
const BASE = '/gd/town/'
const LONG = Array.from({ length: 40 }, (_, i) => `## 第 ${i + 1} 节\n\n这一节写第 ${i + 1} 件事。\n`).join('\n')
const article = (title, text, more = '') => `---\ntitle: ${title}\ndate: 2023-02-01\n${more}---\n\n${text}\n\n${LONG}`

/** A copy of the site at a base path, with two pages to look at and a draft. */
function copySite() {
  const root = join(tempDir('preview'), 'site')
  cpSync(values.site, root, { recursive: true })
  const settings = readFileSync(join(root, 'site.yaml'), 'utf8')
  writeFileSync(join(root, 'site.yaml'), settings.replace(/^base_url: .*$/m, `base_url: https://town.example${BASE}`))
  const site = {
    root,
    write: (path, text) => {
      mkdirSync(join(root, path, '..'), { recursive: true })
      writeFileSync(join(root, path), text)
    },
  }
  site.write('content/gonggao/yi.md', article('甲页', '甲页的第一句。'))
  site.write('content/gonggao/er.md', article('乙页', '乙页的第一句。'))
  site.write('content/gonggao/cao-gao.md', article('草稿页', '还没有定。', 'draft: true\n'))
  return site
}

const serve = (site, more = {}) => startServer({ bin: values.bin, root: site.root, timeout: 4 * timeout, ...more })

/** Opens a page and marks it: the mark is gone once the page was loaded again. */
async function open(context, url) {
  const page = await context.newPage()
  page.faults = []
  page.on('pageerror', (error) => page.faults.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/i.test(message.text())) page.faults.push(message.text())
  })
  await page.goto(url, { waitUntil: 'load', timeout })
  await page.evaluate(() => (window.mark = true))
  return page
}

const isMarked = (page) => page.evaluate(() => window.mark === true)
const says = (page, text) => waitFor(() => page.evaluate((t) => document.body.innerText.includes(t), text))
const has = (page, selector) => page.locator(selector).count().then((count) => count > 0)

async function accessible(page, what) {
  await page.evaluate(`${axe};0`)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await page.evaluate((t) => axe.run(document, { runOnly: { type: 'tag', values: t }, preload: false }), tags)
  report.check('accessibility', violations.length === 0, what, violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`).join('; '))
}

async function checkReload(context, site, url) {
  const check = (ok, what) => report.check('reload', ok, 'gonggao/yi/', what)
  const [one, two] = [await open(context, `${url}gonggao/yi/`), await open(context, `${url}gonggao/er/`)]
  const details = one.locator('main details').first()
  const wasOpen = await details.evaluate((d) => d.open)
  await details.evaluate((d) => (d.open = !d.open))
  await one.evaluate(() => scrollTo({ top: 700, behavior: 'instant' }))
  site.write('content/gonggao/yi.md', article('甲页', '甲页改过的第一句。'))
  check(await says(one, '甲页改过的第一句。'), 'an edit did not reach the browser')
  check(!(await isMarked(one)), 'the page was not loaded again')
  check(await waitFor(() => one.evaluate(() => Math.abs(scrollY - 700) < 3)), `stands at ${await one.evaluate(() => scrollY)} after the reload instead of 700`)
  check((await details.evaluate((d) => d.open)) !== wasOpen, 'details are not as the reader left them')
  // For a moment the page is short, as when an editor writes in pieces.
  site.write('content/gonggao/yi.md', '---\ntitle: 甲页\ndate: 2023-02-01\n---\n\n写到一半\n')
  check(await says(one, '写到一半'), 'an edit did not reach the browser')
  site.write('content/gonggao/yi.md', article('甲页', '甲页改过的第一句。'))
  check(await says(one, '甲页改过的第一句。'), 'an edit did not reach the browser')
  check(await waitFor(() => one.evaluate(() => Math.abs(scrollY - 700) < 3)), `stands at ${await one.evaluate(() => scrollY)} after a short page`)
  check((await details.evaluate((d) => d.open)) !== wasOpen, 'details are not as the reader left them, after a short page')
  await quiet()
  check(await isMarked(two), 'the tab of another page was loaded again')

  // A tab that nobody sees waits until it is looked at.
  await one.evaluate(() => (window.mark = true))
  const visible = (page, state) =>
    page.evaluate((s) => {
      Object.defineProperty(document, 'visibilityState', { value: s, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await visible(one, 'hidden')
  site.write('content/gonggao/yi.md', article('甲页', '甲页又改了。'))
  await waitFor(() => fetch(`${url}gonggao/yi/`).then((r) => r.text()).then((t) => t.includes('甲页又改了。')))
  await quiet()
  check(await isMarked(one), 'a hidden tab was loaded again')
  await visible(one, 'visible')
  check(await says(one, '甲页又改了。'), 'a tab that is looked at again did not catch up')
  for (const page of [one, two]) {
    report.check('reload', page.faults.length === 0, page.url(), page.faults.join('; '))
    await page.close()
  }
}

async function checkStyles(context, site, url) {
  const check = (ok, what) => report.check('style sheets', ok, 'gonggao/yi/', what)
  const page = await open(context, `${url}gonggao/yi/`)
  const sheet = await page.evaluate(() => [...document.styleSheets].map((s) => s.href).find((h) => !h.includes('__mingbai')))
  const original = await (await fetch(sheet)).text()
  const count = () => page.locator('link[rel=stylesheet]').count()
  const before = await count()
  for (const colour of ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']) {
    site.write('themes/town/assets/style.css', `${original}\nh1 { color: ${colour} !important; }\n`)
    const shown = await waitFor(() => page.evaluate((c) => getComputedStyle(document.querySelector('h1')).color === c, colour))
    check(shown, `the new style sheet (${colour}) did not reach the browser`)
    check(await isMarked(page), 'the page was loaded again for a style sheet')
  }
  check(await waitFor(async () => (await count()) === before), `has ${await count()} style sheets instead of ${before}`)
  check(page.faults.length === 0, page.faults.join('; '))
  await page.close()
}

async function checkOverlay(context, site, url) {
  const check = (ok, what) => report.check('overlay', ok, 'gonggao/er.md', what)
  const page = await open(context, `${url}gonggao/er/`)
  const link = page.locator('main a').first()
  await link.focus()
  site.write('content/gonggao/er.md', article('乙页', '看[没有的页](mei-you.md)。'))
  if (!check(await waitFor(() => has(page, '#mingbai-overlay')), 'shows no overlay')) return
  const overlay = page.locator('#mingbai-overlay')
  const text = await overlay.innerText()
  check(/content\/gonggao\/er\.md:6:\d+/.test(text), `the overlay does not name the line: ${text}`)
  check(text.includes('看[没有的页](mei-you.md)。'), `the overlay does not show the line: ${text}`)
  check(/个错误/.test(text) && !/error/.test(text), `the overlay is not in the page's language: ${text}`)
  check((await overlay.getAttribute('role')) === 'alertdialog', 'the overlay has no role')
  check(await overlay.evaluate((o) => o.contains(document.activeElement)), 'the overlay does not have the focus')
  await accessible(page, 'the overlay')
  await page.keyboard.press('Escape')
  check(!(await has(page, '#mingbai-overlay')), 'Esc does not close the overlay')
  check(await link.evaluate((a) => a === document.activeElement), 'the focus did not go back')
  site.write('content/gonggao/er.md', article('乙页', '又看[另一页](ye-mei-you.md)。'))
  check(await waitFor(() => has(page, '#mingbai-overlay')), 'another error shows no overlay')
  check(await isMarked(page), 'the last good page was loaded again for an error')
  site.write('content/gonggao/er.md', article('乙页', '乙页的第一句。'))
  check(await waitFor(async () => !(await has(page, '#mingbai-overlay'))), 'the overlay stayed after the mend')
  await quiet()
  check(await isMarked(page), 'the page was loaded again although the mend made it what it was')
  check(page.faults.length === 0, page.faults.join('; '))
  await page.close()
}

async function checkChanges(context, site, url) {
  const check = (ok, what) => report.check('what changed', ok, '', what)
  const page = await open(context, `${url}gonggao/yi/`)
  if (!check(await waitFor(() => has(page, '#mingbai-badge a')), 'a page of a changed site has no badge')) return
  await accessible(page, 'the badge')
  await page.locator('#mingbai-badge a').click()
  await page.waitForURL('**/__mingbai/changes/**', { timeout })
  const texts = (selector) => page.locator(selector).allInnerTexts()
  check((await texts('ins')).includes('甲页又改了。'), `does not say what came: ${await texts('ins')}`)
  check((await texts('del')).includes('甲页的第一句。'), `does not say what went: ${await texts('del')}`)
  check((await page.locator('html').getAttribute('lang')) === 'zh-CN', 'is not in the language of the page that led there')
  check(await has(page, `section a[href="${BASE}gonggao/yi/"]`), 'has no link to the changed page')
  check(!(await has(page, `section a[href="${BASE}gonggao/er/"]`)), 'shows new words of a page that says the same')
  await accessible(page, 'what changed')
  site.write('content/gonggao/xin.md', article('新来的一页', '新的。'))
  check(await says(page, '新来的一页'), 'does not follow an edit by itself')
  await page.close()
}

async function checkRestart(context, site, server) {
  const check = (ok, what) => report.check('restart', ok, 'gonggao/yi/', what)
  const page = await open(context, `${server.url}gonggao/yi/`)
  const { port } = new URL(server.url)
  await stopServer(server.child, { timeout })
  let next = await serve(site, { port })
  check(next.url === server.url, `the new server is at ${next.url}`)
  await new Promise((done) => setTimeout(done, 3000))
  check(await isMarked(page), 'the page was loaded again although nothing changed')
  await stopServer(next.child, { timeout })
  site.write('content/gonggao/yi.md', article('甲页', '没有服务器的时候改的。'))
  next = await serve(site, { port })
  check(await says(page, '没有服务器的时候改的。'), 'the page is still that of the old server')
  // Wherever the site will stand, the preview stands, and the browser follows.
  const settings = readFileSync(join(site.root, 'site.yaml'), 'utf8')
  site.write('site.yaml', settings.replace(BASE, '/other/'))
  check(await waitFor(() => new URL(page.url()).pathname === '/other/gonggao/yi/'), `is at ${page.url()} after the base path changed`)
  site.write('site.yaml', settings)
  check(await waitFor(() => new URL(page.url()).pathname === `${BASE}gonggao/yi/`), `is at ${page.url()} after it changed back`)
  const busy = await serve(site, { port })
  check(new URL(busy.url).port !== port, 'two servers have one port')
  await stopServer(busy.child, { timeout })
  await page.close()
  return next
}

async function checkBrokenStart(browser) {
  const site = copySite()
  site.write('content/gonggao/er.md', article('乙页', '看[没有的页](mei-you.md)。'))
  const server = await serve(site)
  for (const [locale, words] of [['zh-CN', '改好并保存后'], ['en-GB', 'Once this is mended']]) {
    const check = (ok, what) => report.check('broken start', ok, locale, what)
    const context = await browser.newContext({ locale })
    const page = await open(context, server.url)
    const text = await page.evaluate(() => document.body.innerText)
    check(text.includes(words), `is not in the reader's language: ${text}`)
    check(/content\/gonggao\/er\.md:6:/.test(text) && text.includes('看[没有的页](mei-you.md)。'), `does not say what is wrong: ${text}`)
    check(!(await has(page, '#mingbai-overlay')), 'says everything twice')
    await accessible(page, `a broken start (${locale})`)
    if (locale === 'en-GB') {
      site.write('content/gonggao/er.md', article('乙页', '换一处[错](hai-mei-you.md)。'))
      check(await says(page, 'hai-mei-you.md'), 'does not follow another error')
      site.write('content/gonggao/er.md', article('乙页', '好了。'))
      const url = server.url.replace(/[^/]*\/[^/]*\/$/, BASE.slice(1))
      check(await says(page, '某镇政务公开'), `does not become the site (${url})`)
    }
    check(page.faults.length === 0, page.faults.join('; '))
    await context.close()
  }
  await stopServer(server.child, { timeout })
}

async function checkDrafts(context, site, url) {
  const check = (ok, what) => report.check('drafts', ok, 'gonggao/cao-gao/', what)
  check((await fetch(`${url}gonggao/cao-gao/`)).status === 404, 'a draft is shown unasked')
  const server = await serve(site, { args: ['--drafts'] })
  const page = await open(context, `${server.url}gonggao/cao-gao/`)
  check(await page.locator('#mingbai-draft').isVisible(), 'a draft is not marked')
  await accessible(page, 'a draft')
  await page.goto(`${server.url}gonggao/yi/`, { waitUntil: 'load', timeout })
  check(!(await has(page, '#mingbai-draft')), 'what is no draft is marked as one')
  check(await says(page, '含 1 篇草稿'), 'a preview with drafts does not say so')
  await page.close()
  await stopServer(server.child, { timeout })
}

const site = copySite()
let server = await serve(site)
const browser = await launchChromium()
try {
  const context = await browser.newContext({ locale: 'zh-CN' })
  report.check('base path', new URL(server.url).pathname === BASE, '', `serves at ${server.url}`)
  await checkReload(context, site, server.url)
  await checkStyles(context, site, server.url)
  await checkOverlay(context, site, server.url)
  await checkChanges(context, site, server.url)
  server = (await checkRestart(context, site, server)) ?? server
  await checkDrafts(context, site, server.url)
  await checkBrokenStart(browser)
} catch (error) {
  report.fail('run', '', error.stack)
} finally {
  await browser.close()
}
// In the middle of a rebuild.
site.write('content/gonggao/yi.md', article('甲页', '最后一次。'))
await new Promise((done) => setTimeout(done, 40))
const ended = await stopServer(server.child, { signal: 'SIGINT', timeout: 2000 })
report.check('stopping', ended && (ended.signal === 'SIGINT' || ended.code === 130), '', `after Ctrl-C: ${JSON.stringify(ended)}`)
if (report.failed > 0) console.log(`\nthe server said:\n  ${server.said.slice(-30).join('\n  ')}`)
process.exit(report.finish())
