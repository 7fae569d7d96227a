// What the pages of a folder say as Chromium shows them: lines of `main.innerText`, all details open, on a desktop and on a
// phone, without scripts. Knows nothing of how the program reads its own pages.

import { engine } from './search-lib.mjs'
import { Site } from './site.mjs'

const { fold } = engine()

/** Pages that readers may look for, as paths below the base, sorted: not the search itself, nor the list of all pages. */
export function pagesOf(dir, base) {
  const site = new Site(dir, { base })
  return site.pages.filter((page) => page.indexable && !/(^|\/)(search|contents)\/(.*\/)?index\.html$/.test(page.path)).map((page) => page.path)
}

// How a page is looked at. Side by side in a flexible box stand what in other places is one line: what HTML alone says
// (`plain`) counts as said too.
const LOOKS = [{ width: 1280 }, { width: 360 }, { width: 1280, plain: true }]
const AT_ONCE = 20 // pages handed to a window
const SAMPLE = 40 // of so many pages one is opened by its address too

/**
 * Opening a page costs the browser five times what laying it out does. So three windows stay open, and the bodies of pages
 * are put into them; some pages are opened too, and have to say the same.
 */
export class Oracle {
  seen = new Map()
  /** Pages that were opened as well: `{ path, same }`. */
  opened = []
  windows = null

  constructor(browser, url) {
    Object.assign(this, { browser, url })
  }

  /** Looks at pages; gives what is known of them. */
  async look(paths) {
    const wanted = [...new Set(paths)].filter((path) => !this.seen.has(path))
    if (wanted.length) {
      this.windows ??= await Promise.all(LOOKS.map((look) => this.open(look)))
      const found = await Promise.all(this.windows.map((page, i) => this.read(page, LOOKS[i], wanted)))
      for (const [i, path] of wanted.entries()) {
        const [wide, narrow, plain] = found.map((each) => each[i])
        if (this.seen.size % SAMPLE === SAMPLE / 2) await this.compare(path, [wide, narrow, plain])
        const lines = [...new Set([...wide.lines, ...narrow.lines])]
        const all = new Set([...lines, ...plain.lines])
        this.seen.set(path, { title: fold(wide.title), lines, folded: [...all].map((line) => fold(line.normalize('NFC'))) })
      }
    }
    return paths.map((path) => this.seen.get(path))
  }

  async open({ width }) {
    const context = await this.browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: false, locale: 'zh-CN' })
    return context.newPage()
  }

  /** A page by its address, with all that a look needs. */
  async goTo(page, { plain }, path) {
    await page.goto(this.address(path), { waitUntil: 'load' })
    await page.evaluate(`window.mingbaiOracle = (${inPage})();0`)
    if (plain) await page.evaluate(() => document.styleSheets[0].insertRule('main * { display: revert !important }'))
  }

  address(path) {
    return this.url + encodeURI(path.replace(/(^|\/)index\.html$/, '$1'))
  }

  async read(page, look, paths) {
    const found = []
    while (found.length < paths.length) {
      const some = paths.slice(found.length, found.length + AT_ONCE)
      const read = page.url().startsWith(this.url) ? await page.evaluate((urls) => mingbaiOracle.read(urls), some.map((path) => this.address(path))) : []
      found.push(...read)
      if (read.length === some.length) continue
      // The first page, and one with a style sheet of its own.
      await this.goTo(page, look, paths[found.length])
      found.push(await page.evaluate(() => mingbaiOracle.shown()))
    }
    return found
  }

  async compare(path, read) {
    this.pair ??= await Promise.all(LOOKS.map((look) => this.open(look)))
    for (const [i, page] of this.pair.entries()) {
      await this.goTo(page, LOOKS[i], path)
      const shown = await page.evaluate(() => mingbaiOracle.shown())
      this.opened.push({ path, same: JSON.stringify(shown) === JSON.stringify(read[i]) })
    }
  }

  /** Whether a page that was looked at says it. */
  says(path, query) {
    const run = fold(query)
    return this.seen.get(path).folded.some((line) => line.includes(run))
  }
}

/** In the page. */
function inPage() {
  function shown() {
    const main = document.querySelector('main')
    for (const each of main.querySelectorAll('details')) each.open = true
    // Ways to go elsewhere are no part of what the page says.
    for (const each of main.querySelectorAll('nav')) each.remove()
    const texts = [main.innerText, ...[...main.querySelectorAll('svg text')].filter((e) => e.getClientRects().length).map((e) => e.textContent)]
    return { title: main.querySelector('h1')?.innerText ?? '', lines: texts.flatMap((text) => text.split(/[\n\t]/)).map((line) => line.trim()).filter(Boolean) }
  }

  /** Pages as they are sent, in this window; ends before one that has other style sheets. */
  async function read(urls) {
    const sheets = (page, url) => [...page.querySelectorAll('link[rel~="stylesheet"], style')].map((e) => (e.href === undefined ? e.textContent : new URL(e.getAttribute('href'), url).href + e.media)).join('\n')
    const found = []
    const texts = urls.map((url) => fetch(url).then((response) => (response.ok ? response.text() : Promise.reject(new Error(`${url}: ${response.status}`)))))
    for (const [i, text] of (await Promise.all(texts)).entries()) {
      const next = new DOMParser().parseFromString(text, 'text/html')
      if (sheets(next, urls[i]) !== sheets(document, location.href)) break
      const root = document.documentElement
      for (const { name } of [...root.attributes]) root.removeAttribute(name)
      for (const { name, value } of next.documentElement.attributes) root.setAttribute(name, value)
      document.body.replaceWith(next.body)
      found.push(shown())
    }
    return found
  }

  return { shown, read }
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
