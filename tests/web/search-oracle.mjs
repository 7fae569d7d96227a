// What the pages of a folder say as Chromium shows them: lines of `main.innerText`, all details open, on a desktop and on a
// phone, without scripts. Knows nothing of how the program reads its own pages.

import { eachOf } from './browse.mjs'
import { engine } from './search-lib.mjs'
import { Site } from './site.mjs'

const { fold } = engine()

/** Pages that readers may look for, as paths below the base, sorted: not the search itself, nor the list of all pages. */
export function pagesOf(dir, base) {
  const site = new Site(dir, { base })
  return site.pages.filter((page) => page.indexable && !/(^|\/)(search|contents)\/(.*\/)?index\.html$/.test(page.path)).map((page) => page.path)
}

export class Oracle {
  seen = new Map()
  idle = []

  constructor(browser, url) {
    Object.assign(this, { browser, url })
  }

  /** Looks at pages; gives what is known of them. */
  async look(paths) {
    const wanted = [...new Set(paths)].filter((path) => !this.seen.has(path))
    await eachOf(wanted, async (path) => {
      const pair = this.idle.pop() ?? (await this.tabs())
      const found = []
      for (const page of pair) {
        await page.goto(this.url + encodeURI(path.replace(/(^|\/)index\.html$/, '$1')), { waitUntil: 'load' })
        found.push(await page.evaluate(shown))
      }
      // Side by side in a flexible box stand what in other places is one line: what HTML alone says counts as said too.
      found.push(await pair[0].evaluate(() => document.styleSheets[0].insertRule('main * { display: revert !important }')).then(() => pair[0].evaluate(shown)))
      const lines = [...new Set(found.slice(0, 2).flatMap((each) => each.lines))]
      const all = new Set(found.flatMap((each) => each.lines))
      this.seen.set(path, { title: fold(found[0].title), lines, folded: [...all].map((line) => fold(line.normalize('NFC'))) })
      this.idle.push(pair)
    }, 3)
    return paths.map((path) => this.seen.get(path))
  }

  async tabs() {
    const open = (width) => this.browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: false, locale: 'zh-CN' }).then((context) => context.newPage())
    return Promise.all([open(1280), open(360)])
  }

  /** Whether a page that was looked at says it. */
  says(path, query) {
    const run = fold(query)
    return this.seen.get(path).folded.some((line) => line.includes(run))
  }
}

/** In the page. */
function shown() {
  const main = document.querySelector('main')
  for (const each of main.querySelectorAll('details')) each.open = true
  // Ways to go elsewhere are no part of what the page says.
  for (const each of main.querySelectorAll('nav')) each.remove()
  const texts = [main.innerText, ...[...main.querySelectorAll('svg text')].filter((e) => e.getClientRects().length).map((e) => e.textContent)]
  return { title: main.querySelector('h1')?.innerText ?? '', lines: texts.flatMap((text) => text.split(/[\n\t]/)).map((line) => line.trim()).filter(Boolean) }
}

/** Pseudo-random numbers from a seed (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t)
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

const KINDS = [
  [/./u, 4],
  [/^\p{Script=Han}+$/u, 3],
  [/\d/u, 3],
  [/(?=.*\d)(?=.*\p{Script=Han})/u, 3],
  [/[\p{P}\p{S}]/u, 2],
  [/[〔\[(（].*\d/u, 1],
]
const BAG = KINDS.flatMap(([pattern, many]) => Array(many).fill(pattern))

/** A run of 2 to 12 signs from a line of these; null where there is none of the kind that was rolled. */
export function runFrom(lines, roll) {
  const pattern = BAG[roll(BAG.length)]
  for (let tries = 0; tries < 60; tries += 1) {
    const signs = [...lines[roll(lines.length)]]
    const length = 2 + roll(11)
    if (signs.length < length) continue
    const from = roll(signs.length - length + 1)
    const run = signs.slice(from, from + length).join('').trim()
    if (pattern.test(run) && [...fold(run.normalize('NFC'))].length > 1) return run
  }
  return null
}
