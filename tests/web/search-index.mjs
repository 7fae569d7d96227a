// Writes the index of a built site a second time, from its HTML, and compares: the lines of every page, the runs in every
// shard, byte for byte. What the program folds and what the browser folds (search.js) has to be the same for that.
//
//   node tests/web/search-index.mjs DIR [--base /gd/town/]

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanBase } from './static.mjs'
import { readArgs, Report, requireTool, walk } from './lib.mjs'
import { engine, indexOf } from './search-lib.mjs'

const parse5 = requireTool('parse5')

const LEFT_OUT = new Set(['nav', 'script', 'style', 'template', 'title', 'desc', 'select', 'textarea', 'noscript'])
const WITHIN = new Set(
  ('a abbr b bdi bdo cite code data del dfn em i img ins kbd label mark output q rp rt ruby s samp small span strong sub sup ' +
    'time tspan u var wbr').split(' '),
)

/** Title and lines of a page, as docs/search.md says. */
export function linesOf(html) {
  let main = null
  const find = (node) => (node.tagName === 'main' ? (main ??= node) : node.childNodes?.forEach(find))
  find(parse5.parse(html, { scriptingEnabled: false }))
  const lines = []
  let title = ''
  let line = { text: '', heading: 0, figure: false }
  const end = (heading = 0) => {
    const text = line.text.split(/[\p{White_Space}\u0000-\u001F]+/u).filter(Boolean).join(' ').normalize('NFC')
    if (text) {
      if (line.heading === 1 && !title) title = text
      lines.push((line.heading ? '\u0001' : line.figure ? '\u0002' : '') + text)
    }
    line = { text: '', heading, figure: false }
  }
  const read = (node, heading) => {
    if (node.nodeName === '#text') line.text += node.value
    if (!node.tagName) return
    const name = node.tagName
    if (name === 'br') line.text += ' '
    if (name === 'data') line.figure = true
    const within = WITHIN.has(name) || name === 'br'
    const level = /^h[1-6]$/.test(name) ? Number(name[1]) : 0
    const left = LEFT_OUT.has(name) || node.attrs.some((each) => each.name === 'hidden')
    if (!within) end(level || heading)
    if (!left) node.childNodes.forEach((child) => read(child, level || heading))
    if (!within) end(heading)
  }
  main?.childNodes.forEach((child) => read(child, 0))
  end()
  return { title, text: lines.join('\n') }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** A number as the files have it. */
export function number(n) {
  let out = ''
  do {
    const rest = Math.floor(n / 32)
    out += ALPHABET[(n % 32) + (rest ? 32 : 0)]
    n = rest
  } while (n)
  return out
}

/** Documents as gaps or as bits, whichever is shorter. */
export function posting(documents) {
  if (!documents.length) return ''
  const gaps = documents.map((n, i) => number(i ? n - documents[i - 1] - 1 : n)).join('')
  const bits = Array(Math.floor(documents.at(-1) / 6) + 1).fill(0)
  for (const n of documents) bits[Math.floor(n / 6)] += 2 ** (n % 6)
  return gaps.length <= bits.length ? `-${gaps}` : `+${bits.map((six) => ALPHABET[six]).join('')}`
}

/** The runs of a folded line that the index has. */
export function runsOf(folded) {
  const signs = [...folded]
  const found = []
  for (let at = 0; at < signs.length; at += 1) {
    for (const size of [2, 3, 4, 6]) {
      if (at + size > signs.length) continue
      const run = signs.slice(at, at + size).join('')
      const isAscii = /^[\0-\x7F]+$/.test(run)
      const isDated = size === 4 && /^[\0-\x7F年月日万亿元]+$/.test(run)
      if (size === 2 || (isAscii && size < 6) || ((isAscii || isDated) && /[0-9]/.test(run))) found.push(run)
    }
  }
  return found
}

const namesOf = ({ title, names }) => [title, ...(names ? names.split('\n') : [])]

/** How many folded signs a document's title has, and each other name. */
export function lengths(entry) {
  const { fold } = engine()
  return namesOf(entry).map((name) => [...fold(name)].length)
}

/** Runs with their documents: `Map` from run to `[in a title, in a heading, anywhere]`. */
export function gather(entries) {
  const { fold } = engine()
  const all = new Map()
  const see = (run, part, document) => {
    if (!all.has(run)) all.set(run, [[], [], []])
    const list = all.get(run)[part]
    if (list.at(-1) !== document) list.push(document)
  }
  entries.forEach((entry, document) => {
    for (const name of namesOf(entry)) {
      const folded = fold(name)
      for (const sign of folded) see(sign, 0, document)
      for (const run of runsOf(folded)) [0, 2].forEach((part) => see(run, part, document))
    }
    for (const line of entry.text.split('\n')) {
      const plain = line.replace(/^[\u0001\u0002]/, '')
      for (const run of runsOf(fold(plain))) {
        see(run, 2, document)
        if (line[0] === '\u0001') see(run, 1, document)
      }
    }
  })
  return all
}

const byPoint = (a, b) => {
  const [x, y] = [[...a], [...b]]
  const at = x.findIndex((sign, i) => sign !== y[i])
  return at < 0 ? x.length - y.length : y[at] === undefined ? 1 : x[at].codePointAt(0) - y[at].codePointAt(0)
}

function compare(dir, { base }) {
  const report = new Report()
  const { docs, entries, shard } = indexOf(dir)
  const file = (url) => decodeURI(url).replace(/(^|\/)$/, '$1index.html')
  const seen = new Set()
  for (const { url, title, names, text } of entries) {
    report.check('documents', !seen.has(url), url, 'is there twice')
    seen.add(url)
    const found = linesOf(readFileSync(join(dir, file(url)), 'utf8'))
    report.check('titles', found.title === title, url, `“${title}”, and the page says “${found.title}”`)
    for (const name of names ? names.split('\n') : []) report.check('names', text.includes(name), url, `“${name}” is not on the page`)
    const [ours, theirs] = [found.text.split('\n'), text.split('\n')]
    const at = ours.findIndex((line, i) => line !== theirs[i])
    report.check('texts', found.text === text, url, `line ${at}: “${theirs[at]}”, and the page says “${ours[at]}”`)
  }
  // Every page that search engines are told of is found here too, but for the search itself and the list of all pages.
  const places = readFileSync(join(dir, 'sitemap.xml'), 'utf8')
  for (const [, loc] of places.matchAll(/<loc>([^<]+)<\/loc>/g)) {
    const { pathname } = new URL(loc)
    const url = pathname.replace(base, '')
    if (/\.xml$|(^|\/)(search|contents)\/(page\/\d+\/)?$/.test(url)) continue
    report.check('documents', seen.has(url) || seen.has(`${url}index.html`), url, 'is in the sitemap and cannot be found')
  }
  const { shardOf, numbers } = engine()
  const table = numbers(docs.table).values()
  const list = () => Array.from({ length: table.next().value }, () => table.next().value)
  for (const entry of entries) {
    const [kind, places, years, called] = [table.next().value, list(), list(), list()]
    const known = kind < docs.kinds.length && places.every((at) => at < docs.places.length) && years.every((at) => at < docs.years.length)
    report.check('table', known && called.join() === lengths(entry).join(), entry.url, `kind ${kind}, places ${places}, years ${years}, and its names have ${called} signs`)
  }
  report.check('table', docs.version === 2 && table.next().done, '', 'goes on, or is of another version')
  const shards = Array.from({ length: docs.shards }, () => [])
  for (const [run, lists] of gather(entries)) shards[shardOf(run, docs.shards)].push([run, lists])
  shards.forEach((runs, at) => {
    runs.sort(([a], [b]) => byPoint(a, b))
    const lines = runs.map(([run, lists]) => `${JSON.stringify(run)}:"${lists.map(posting).join('|')}"`)
    const ours = `mingbaiSearch.grams(${at},"${docs.set}",{${lines.map((line, i) => `${i ? ',' : ''}\n${line}`).join('')}})\n`
    const theirs = shard(at)
    const [a, b] = [ours.split('\n'), theirs.split('\n')]
    const first = a.findIndex((line, i) => line !== b[i])
    report.check('shards', ours === theirs, `g/${at}.js`, `line ${first + 1}: ${b[first]?.slice(0, 60)}, and should be ${a[first]?.slice(0, 60)}`)
  })
  const files = walk(join(dir, 'search')).filter((path) => path.endsWith('.js'))
  report.check('files', files.length === 1 + docs.shards + Math.ceil(docs.count / docs.each), '', `there are ${files.length} files`)
  console.log(`${entries.length} documents, ${docs.shards} shards`)
  return report
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = readArgs('usage: search-index.mjs DIR [--base /gd/town/]', { base: { type: 'string', default: '/' } }, { positionals: 1 })
  process.exit(compare(positionals[0], { base: cleanBase(values.base) }).finish())
}
