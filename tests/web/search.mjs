// Looks for what pages say, in a real browser: every run of two signs or more that a page shows leads to that page, and to no
// page that does not show it; what it costs; and the ways in which readers come to it (search-ways.mjs).
//
//   node tests/web/search.mjs --dir public --base /gd/town/ --relative public-relative
//   node tests/web/search.mjs --dir big --queries 400 --only recall --first 150000 --later 60000

import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium, readArgs, Report, walk } from './lib.mjs'
import { eachOf, openPage } from './browse.mjs'
import { cleanBase, serveStatic } from './static.mjs'
import { dice, Oracle, pagesOf, runFrom } from './search-oracle.mjs'
import { Box, ways } from './search-ways.mjs'
import { engine, indexOf } from './search-lib.mjs'

const usage = `usage: search.mjs --dir DIR [--base /gd/town/] [--relative DIR] [--queries 400] [--seed 8] [--only recall|ways] [--all 2500] [--first BYTES] [--later BYTES]
  --relative  the same site built with --relative, to be opened from the disk
  --all       sites of at most so many pages are looked at as a whole, larger ones where results lead
  --first     fails where the first query of a visit loads more, compressed; --later: the following ones`

const { values } = readArgs(usage, {
  dir: { type: 'string', required: true },
  base: { type: 'string', default: '/' },
  relative: { type: 'string' },
  queries: { type: 'string', default: '400' },
  seed: { type: 'string', default: '8' },
  only: { type: 'string' },
  all: { type: 'string', default: '2500' },
  first: { type: 'string' },
  later: { type: 'string' },
})
const VISIT = 5 // queries of one reader
const SAMPLE = 8 // of so many visits one is made in a fresh profile too
const TITLES = 60 // runs of titles that are tried
const report = new Report()
const base = cleanBase(values.base)
const roll = dice(Number(values.seed))
const { fold } = engine()
const paths = pagesOf(values.dir, base)
const pick = (list) => list[roll(list.length)]
const unsettled = []
const numbers = new Map(indexOf(values.dir).entries.map(({ url }, i) => [decodeURI(url).replace(/(^|\/)$/, '$1index.html'), i]))
const short = (text) => `“${text}”`

const server = await serveStatic(values.dir, { base })
const browser = await launchChromium()
const oracle = new Oracle(browser, server.url)

/** Bytes of a file as a host sends it. */
const sizes = new Map()
function size(path) {
  if (!sizes.has(path)) sizes.set(path, gzipSync(readFileSync(join(values.dir, path)), { level: 9 }).length)
  return sizes.get(path)
}

/** Queries with the page that each is from. */
async function queries(count) {
  const out = []
  while (out.length < count) {
    const some = Array.from({ length: count - out.length }, () => pick(paths))
    for (const [i, { lines }] of (await oracle.look(some)).entries()) {
      const run = lines.length ? runFrom(lines, roll) : null
      if (run) out.push({ path: some[i], run })
    }
  }
  return out
}

async function recall() {
  const whole = paths.length <= Number(values.all)
  if (whole) await oracle.look(paths)
  const asked = await queries(Number(values.queries))
  const visits = []
  for (let from = 0; from < asked.length; from += VISIT) visits.push(asked.slice(from, from + VISIT))
  // Finds all that there is, in a tab of its own that keeps what it has loaded.
  const finder = await openPage(browser, `${server.url}search/`)
  const everything = new Box(finder.page, base)
  const readers = new Readers()
  await eachOf(visits.entries(), async ([i, visit]) => {
    await readers.lend((reader) => readers.visit(reader, visit))
    // What is kept between visits spares no file: a reader who was never here loads the same.
    if (i % SAMPLE === 0) await firstVisit(visit)
    for (const each of visit) {
      if (whole) each.all = await everything.everything(each.run)
      else each.has = each.shown.urls.includes(each.path) || (await everything.has(each.run, numbers.get(each.path)))
    }
  }, 2)
  await finder.context.close()
  if (!whole) await oracle.look(asked.flatMap(({ shown }) => shown.urls.slice(0, 3)))
  for (const each of asked) compare(each, whole)
  for (const name of ['first', 'later']) {
    const list = visits.flatMap((visit) => (name === 'first' ? visit.slice(0, 1) : visit.slice(1))).map(({ files, run }) => [bytes(files), run])
    list.sort(([a], [b]) => a - b)
    const [most, run] = list.at(-1)
    console.log(`${name} queries of a visit: median ${list[list.length >> 1][0]} bytes, most ${most} (${short(run)})`)
    if (values[name]) report.check('bytes', most <= Number(values[name]), short(run), `loads ${most} bytes`)
  }
}

const bytes = (files) => files.reduce((sum, file) => sum + size(file), 0)

/** Tabs of the search that stay open; each visit loads its page anew, and with it an index that knows nothing yet. */
class Readers {
  idle = []

  async lend(work) {
    const reader = this.idle.pop() ?? (await this.open())
    await work(reader)
    this.idle.push(reader)
  }

  async open() {
    const { page, problems } = await openPage(browser, `${server.url}search/`, { viewport: { width: 1280, height: 800 } })
    const box = new Box(page, base)
    await box.ready()
    return { page, box, problems }
  }

  /** The first query by its address, the next typed and left alone, the others sent at once. */
  async visit({ page, box, problems }, visit) {
    for (const [i, each] of visit.entries()) {
      box.loaded()
      if (i === 0) await page.goto(`${server.url}search/?q=${encodeURIComponent(each.run)}`)
      each.shown = i === 0 ? await box.shown(each.run) : await box.ask(each.run, { send: i > 1 })
      // What came with the page itself is part of the first query.
      each.files = box.loaded()
    }
    report.check('loading', problems.length === 0, visit[0].run, [...new Set(problems.splice(0))].join('; '))
  }
}

/** The same queries in a fresh profile, typed: what is shown, and what comes over the line. */
async function firstVisit(visit) {
  const { page, context, problems } = await openPage(browser, `${server.url}search/`, { viewport: { width: 1280, height: 800 } })
  try {
    const box = new Box(page, base)
    await box.ready()
    for (const { run, shown, files } of visit) {
      const { urls } = await box.ask(run)
      const loaded = box.loaded()
      report.check('loading', urls.join() === shown.urls.join(), JSON.stringify(run), 'shows other pages to who was never here')
      report.check('bytes', [...loaded].sort().join() === [...files].sort().join(), JSON.stringify(run), `loads ${loaded.join(' ')}, and was reckoned to load ${files.join(' ')}`)
    }
    report.check('loading', problems.length === 0, visit[0].run, [...new Set(problems)].join('; '))
  } finally {
    await context.close()
  }
}

/** The words of a run, where readers may mean them each by itself. */
const wordsOf = (run) => run.split(/[\s、，；;。！？!?：“”]+|,(?!\d)/).map((word) => fold(word)).filter(Boolean)

function compare({ path, run, shown, all, has }, whole) {
  const asText = JSON.stringify(run)
  let { urls, count, open } = shown
  if (shown.kind === 'words') {
    // While it is not known who says it as it stands, pages that say its words are shown, and no more is claimed.
    report.check('words', !shown.status.startsWith('没有一处'), asText, shown.status)
    for (const url of whole ? urls : urls.slice(0, 3)) {
      report.check('words', wordsOf(run).every((word) => oracle.says(url, word)), asText, `${url} does not say all of its words`)
    }
    ;[urls, count, open] = [[], 0, 1]
  }
  // Where dates and the like are in every page, the first bytes may not lead to the very one.
  if (!urls.length) unsettled.push(asText)
  report.check('found', urls.length > 0 || open > 0, asText, `nothing shown, and ${path} says it`)
  for (const url of whole ? urls : urls.slice(0, 3)) report.check('false hits', oracle.says(url, run), asText, `${url} does not say it`)
  if (!whole) {
    report.check('recall', has, asText, `${path} is not found`)
    return
  }
  report.check('counts', open > 0 || count === all.length, asText, `says ${count}, and finds ${all.length}`)
  report.check('found', urls.every((url) => all.includes(url)), asText, 'shows what the whole does not have')
  const holds = paths.filter((each) => oracle.says(each, run))
  const [missed, extra] = [holds.filter((each) => !all.includes(each)), all.filter((each) => !holds.includes(each))]
  report.check('recall', holds.includes(path) && missed.length === 0, asText, `misses ${missed.length}: ${missed.slice(0, 3).join(' ')}`)
  report.check('false hits', extra.length === 0, asText, `${extra.length} too many: ${extra.slice(0, 3).join(' ')}`)
}

/** A run from a title puts its page among the first ten, where no more than ten titles have it. */
async function titles() {
  const readers = new Readers()
  let tried = 0
  for (let tries = 0; tries < 2000 && tried < TITLES; ) {
    const some = Array.from({ length: TITLES - tried }, () => pick(paths))
    tries += some.length
    const asked = (await oracle.look(some)).map(({ title }, i) => ({ path: some[i], run: [...title].length > 1 && runFrom([title], roll) }))
    const rare = asked.filter(({ run }) => run && paths.filter((each) => oracle.seen.get(each)?.title.includes(fold(run))).length <= 10)
    await eachOf(rare, ({ path, run }) => readers.lend(async ({ box }) => {
      const { urls, all } = await box.ask(run, { send: true })
      // Where not all pages are known here, the titles shown tell.
      if (!urls.includes(path) && all.slice(0, 10).every((title) => fold(title).includes(fold(run)))) return
      report.check('titles', urls.includes(path), JSON.stringify(run), `${path} is not among the first ten`)
      tried += 1
    }), 2)
  }
  report.check('titles', tried > 20, '', `only ${tried} titles could be tried`)
}

try {
  const scripts = walk(values.dir).filter((path) => /^assets\/search[^/]*\.js$/.test(path)).map(size)
  report.check('bytes', scripts.length === 2 && scripts[0] + scripts[1] <= 12_000, 'scripts', `have ${scripts.join(' + ')} bytes`)
  if (values.only !== 'ways') {
    await recall()
    await titles()
    console.log(`needed more than the first bytes: ${unsettled.length} ${unsettled.join(' ')}`)
    report.check('oracle', oracle.opened.length > 0, '', 'no page was opened by its address')
    for (const { path, same } of oracle.opened) report.check('oracle', same, path, 'does not say what it says when it is opened by its address')
    console.log(`${values.queries} runs from ${oracle.seen.size} pages of ${paths.length}`)
  }
  if (values.only !== 'recall') {
    await oracle.look(paths.slice(0, 40))
    const some = []
    while (some.length < 30) {
      const run = runFrom(oracle.seen.get(pick(paths.slice(0, 40))).lines, roll)
      if (run) some.push(run)
    }
    await ways({ browser, url: server.url, base, dir: values.dir, relative: values.relative, report, runs: some })
  }
} catch (error) {
  report.fail('run', '', error.stack)
} finally {
  await browser.close()
  await server.close()
}
process.exit(report.finish())
