// Who can use the site, and how: narrow screens, large type, no scripts, no mouse, less motion, another language. What
// axe.mjs cannot know, because it takes more than one look at a page.
//
//   node tests/web/reach.mjs --dir public --base /gd/town/ --paths ,projects/,reports/2023/ --walk ,projects/ --article reports/2023/

import { eachOf, openPage, Tabs, withSite } from './browse.mjs'
import { Report } from './lib.mjs'

const usage = `usage: reach.mjs (--url URL | --dir DIR [--base /gd/town/]) --paths a/,b/ [--walk a/,b/] [--article a/]
  --paths    pages to look at, below the URL, separated by commas; an empty one is the home page; all = every page of DIR
  --walk     of these, pages to go through by keyboard
  --article  an article with a bound number: its reader's tools and its card are used`

const NARROW = 320 // WCAG 2.2, 1.4.10
const report = new Report()
let tabs
const named = (path) => path || '(home)'

/** Text at 200 %: what a reader gets who has set the browser to twice its size, media queries included. */
async function doubleText(page, context) {
  const session = await context.newCDPSession(page)
  const setTo = async (standard, fixed) => {
    await session.send('Page.setFontSizes', { fontSizes: { standard, fixed } })
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await setTo(32, 26)
  return () => setTo(16, 13)
}

async function narrowAndLarge(browser, url, path) {
  for (const [what, width, double] of [[`at ${NARROW} px`, NARROW, false], ['with text at 200 % at 1280 px', 1280, true], ['with text at 200 % at 640 px', 640, true]]) {
    await tabs.lend(url + path, { viewport: { width, height: 800 } }, async ({ page, context, problems }) => {
      const before = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize))
      const back = double && (await doubleText(page, context))
      if (double) {
        const after = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize))
        report.check('large text', after >= 1.99 * before, named(path), `the text does not follow the browser's size: ${before} px, then ${after} px`)
      }
      const wide = await page.evaluate(tooWide)
      report.check('sideways scrolling', !wide, `${named(path)} ${what}`, `the page is ${wide?.width} px wide: ${wide?.causes}`)
      report.check('loading', problems.length === 0, `${named(path)} ${what}`, [...new Set(problems)].join('; '))
      if (width === NARROW) await languages(page, path)
      if (back) await back()
    })
  }
}

/** In the page: null, or how wide it is and what sticks out. */
function tooWide() {
  const { scrollWidth, clientWidth } = document.scrollingElement
  if (scrollWidth <= clientWidth) return null
  const name = (e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ''}${[...e.classList].map((c) => `.${c}`).join('')}`
  const right = (e) => Math.max(e.getBoundingClientRect().right, e.getBoundingClientRect().left + e.scrollWidth)
  const causes = [...document.body.querySelectorAll('*')].filter((e) => right(e) > clientWidth + 1 && e.getClientRects().length)
  return { width: scrollWidth, causes: causes.slice(-3).map(name).join(', ') }
}

/** Runs of another language say so: a screen reader takes its voice from `lang`. */
async function languages(page, path) {
  const strange = await page.evaluate(() => {
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement
      // Names of files and of fields belong to no language.
      if (element.closest('script, template, code, pre, samp, kbd')) continue
      const text = walker.currentNode.data
      const lang = element.closest('[lang]').lang.toLowerCase()
      const run = lang.startsWith('zh') ? text.match(/[A-Za-z]{2,}(?:[ ,'’]+[A-Za-z]+){3,}/) : text.match(/\p{Script=Han}{2,}/u)
      if (run) found.push(`“${run[0].slice(0, 40)}” in ${lang}`)
    }
    return found.slice(0, 3)
  })
  report.check('language', strange.length === 0, named(path), `a run of another language without lang: ${strange.join('; ')}`)
}

/** Without scripts: the same words, the same lists, the same ways to go on; nothing that does nothing. */
async function withoutScripts(browser, url, path) {
  const read = () => {
    // What scripts open, they may open; the words count. What a script finds for a reader is not there without it.
    const main = document.querySelector('main').cloneNode(true)
    for (const each of main.querySelectorAll('script, template, .search-live')) each.remove()
    return { text: main.textContent.replace(/\s+/g, ''), links: document.querySelectorAll('nav a[href]').length, items: main.querySelectorAll('li, tr, dt').length }
  }
  const seen = []
  for (const javaScriptEnabled of [true, false]) {
    await tabs.lend(url + path, { javaScriptEnabled, viewport: { width: 360, height: 800 } }, async ({ page }) => {
      seen.push(await page.evaluate(read))
      if (!javaScriptEnabled) {
        const idle = await page.evaluate(() => [...document.querySelectorAll('button, input, select')].filter((e) => e.getClientRects().length && !e.closest('form[action]')).map((e) => e.textContent.trim() || e.name))
        report.check('without scripts', idle.length === 0, named(path), `shows what does nothing: ${idle.join(', ')}`)
        const hidden = await page.evaluate(() => !document.querySelector('main').getClientRects().length || !document.querySelector('main h1').getClientRects().length)
        report.check('without scripts', !hidden, named(path), 'the main text is not shown')
      } else {
        const moving = await page.evaluate(() => {
          const style = (e) => getComputedStyle(e)
          const slow = [...document.querySelectorAll('*')].filter((e) => parseFloat(style(e).transitionDuration) > 0.01 || parseFloat(style(e).animationDuration) > 0.01 || style(e).scrollBehavior === 'smooth')
          return slow.slice(0, 3).map((e) => e.tagName.toLowerCase())
        })
        report.check('less motion', moving.length === 0, named(path), `moves although the reader asked for less: ${moving.join(', ')}`)
      }
    })
  }
  const [having, lacking] = seen
  report.check('without scripts', lacking.text.length > 0 && having.text === lacking.text, named(path), `the main text differs: ${lacking.text.length} characters, with scripts ${having.text.length}`)
  report.check('without scripts', lacking.links > 0 && having.links === lacking.links, named(path), `${lacking.links} links of navigation, with scripts ${having.links}`)
  report.check('without scripts', having.items === lacking.items, named(path), `${lacking.items} entries, with scripts ${having.items}`)
}

/** The header that hosts are told to send holds, and forbids what it should. */
async function policy(browser, url, path) {
  const response = await fetch(url + path)
  await response.arrayBuffer()
  const csp = response.headers.get('content-security-policy') ?? ''
  report.check('content security policy', /default-src '(self|none)'/.test(csp) && !/unsafe-|https?:|\*/.test(csp), named(path), `is served with “${csp}”`)
}

/** In the page: what has the focus, and whether one sees it. */
function focused() {
  const e = document.activeElement
  if (!e || e === document.body || e === document.documentElement) return null
  const box = e.getBoundingClientRect()
  const style = getComputedStyle(e)
  const lines = [...e.getClientRects()].filter((r) => r.width > 0)
  const middle = lines[0] && document.elementFromPoint(lines[0].left + lines[0].width / 2, lines[0].top + lines[0].height / 2)
  const back = (() => {
    for (let each = e.parentElement; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor
      if (!/, 0\)$|transparent/.test(colour)) return colour
    }
    return 'rgb(255, 255, 255)'
  })()
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((n) => (n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [a, b] = [light(style.outlineColor), light(back)].sort((x, y) => y - x)
  const all = [...document.querySelectorAll('*')]
  return {
    index: all.indexOf(e),
    name: `<${e.tagName.toLowerCase()}> ${e.textContent.trim().replace(/\s+/g, ' ').slice(0, 20)}`,
    line: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    contrast: (a + 0.05) / (b + 0.05),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: Boolean(middle) && !e.contains(middle) && !middle.contains(e),
  }
}

async function walkThrough(browser, url, path) {
  const { page, context } = await openPage(browser, url + path, { viewport: { width: 1280, height: 800 } })
  try {
    const there = await page.evaluate(() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')].filter((e) => e.getClientRects().length && e.checkVisibility({ visibilityProperty: true }) && !e.disabled).length)
    const seen = []
    for (let step = 0; step < there + 5; step += 1) {
      await page.keyboard.press('Tab')
      const now = await page.evaluate(focused)
      if (!now || now.index === seen[0]?.index) break
      const where = `${named(path)}: ${now.name}`
      if (now.index === seen.at(-1)?.index) {
        report.fail('keyboard', where, 'Tab does not leave it')
        break
      }
      report.check('keyboard', now.line >= 2 && now.contrast >= 3, where, `its focus is not seen: a line of ${now.line} px, contrast ${now.contrast.toFixed(1)}`)
      report.check('keyboard', now.inView && !now.covered, where, 'has the focus out of sight, or under something')
      report.check('keyboard', seen.length === 0 || now.index > seen.at(-1).index, where, `comes after ${seen.at(-1)?.name}, against the order of the page`)
      seen.push(now)
    }
    report.check('keyboard', there > 5 && seen.length === there, named(path), `Tab reaches ${seen.length} of ${there}`)

    await page.goto(url + path)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    const inMain = await page.evaluate(() => document.querySelector('main').contains(document.activeElement))
    report.check('keyboard', inMain, named(path), 'the skip link, first in the page, does not lead into <main>')
  } finally {
    await context.close()
  }
}

/** The card of a bound number by keyboard; and where dialogs are unknown, the link simply leads on. */
async function card(browser, url, path) {
  const { page, context } = await openPage(browser, url + path, { viewport: { width: 1280, height: 800 } })
  try {
    const check = (ok, what) => report.check('card', ok, named(path), what)
    await page.locator('main a.bound').first().focus()
    await page.keyboard.press('Enter')
    check(await page.evaluate(() => document.querySelector('dialog[open]')?.contains(document.activeElement)), 'Enter on a bound number does not open its card with the focus in it')
    await page.keyboard.press('Escape')
    check(await page.evaluate(() => !document.querySelector('dialog[open]') && document.activeElement.matches('a.bound')), 'Escape does not close it and give the focus back')
  } finally {
    await context.close()
  }
  const old = await openPage(browser, url + path, { init: () => delete HTMLDialogElement.prototype.showModal })
  try {
    const link = old.page.locator('main a.bound').first()
    const target = new URL(await link.getAttribute('href'), old.page.url()).href
    report.check('card', (await old.page.locator('dialog').count()) === 0, named(path), 'leaves an empty dialog in a browser that knows none')
    await link.click()
    await old.page.waitForURL(target, { timeout: 5000 }).catch(() => {})
    report.check('card', old.page.url() === target, named(path), `without dialogs, the link leads to ${old.page.url()} and not to ${target}`)
  } finally {
    await old.context.close()
  }
}

/** The reader's tools: they do what they say, are remembered, and do no harm where nothing can be kept. */
async function tools(browser, url, path) {
  const check = (ok, what) => report.check("reader's tools", ok, named(path), what)
  const size = (page) => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize))
  const viewport = { width: 360, height: 800 }
  const { page, context } = await openPage(browser, url + path, { viewport })
  try {
    const usual = await size(page)
    const sizes = [usual]
    for (const which of ['1', '2']) {
      await page.click(`[data-set="size-${which}"]`)
      sizes.push(await size(page))
    }
    check(usual >= 18 && sizes[1] >= 1.2 * usual && sizes[2] >= 1.2 * sizes[1], `the three sizes are ${sizes.join(', ')} px`)
    const pressed = await page.evaluate(() => [...document.querySelectorAll('[data-set][aria-pressed="true"]')].map((e) => e.dataset.set).join())
    check(pressed === 'size-2', `pressed are ${pressed}`)
    await page.click('[data-set="contrast-1"]')
    await page.reload()
    const kept = await page.evaluate(() => ({ ...document.documentElement.dataset }))
    check((await size(page)) === sizes[2] && kept.contrast === '1', 'what was set is forgotten on the next page')
    const small = await page.evaluate(() => [...document.querySelectorAll('.reader button')].filter((e) => e.getClientRects().length).filter((e) => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44).map((e) => e.textContent))
    check(small.length === 0, `smaller than 44 px: ${small.join()}`)
    await page.click('[data-set="contrast-1"]')
    await page.click('[data-set="size-0"]')
    check((await size(page)) === usual, 'there is no way back')
  } finally {
    await context.close()
  }
  const locked = await openPage(browser, url + path, { viewport, init: () => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError') } }) })
  try {
    const usual = await size(locked.page)
    await locked.page.click('[data-set="size-2"]')
    check((await size(locked.page)) > usual && locked.problems.length === 0, `where nothing can be kept: ${locked.problems.join('; ') || 'the size does not change'}`)
  } finally {
    await locked.context.close()
  }
}

/** In the page: a voice that says what it is given, when the test lets it. */
function fakeVoice(lang) {
  window.said = []
  const speech = new EventTarget()
  Object.assign(speech, {
    getVoices: () => [{ lang }],
    speak: (utterance) => {
      window.said.push({ text: utterance.text, lang: utterance.lang })
      window.finish = () => utterance.onend()
    },
    cancel: () => (window.finish = null),
  })
  Object.defineProperty(window, 'speechSynthesis', { value: speech })
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text
    }
  }
}

async function aloud(browser, url, path) {
  const check = (ok, what) => report.check('reading aloud', ok, named(path), what)
  const say = '[data-say]'
  const { page, context, problems } = await openPage(browser, url + path, { init: fakeVoice, argument: 'zh-CN' })
  try {
    const words = () => page.textContent(say)
    const said = () => page.evaluate(() => window.said.map((each) => each.text))
    const start = await words()
    await page.click(say)
    check((await words()) !== start, 'the button does not say that it can pause')
    for (let i = 0; i < 3; i += 1) await page.evaluate(() => window.finish())
    const [title, ...rest] = await said()
    check(title === (await page.textContent('main h1')).trim() && rest.length === 3, `begins with “${title}”, not with the title`)
    check((await page.evaluate(() => window.said.every((each) => each.lang === 'zh-CN'))), 'does not say in which language')
    const marked = await page.evaluate(() => (window.CSS?.highlights ? [...CSS.highlights.get('spoken')].join('').trim() : document.querySelector('.spoken')?.textContent))
    check(marked === rest.at(-1), `shows “${marked}” while it says “${rest.at(-1)}”`)
    await page.click(say)
    check(await page.evaluate(() => window.finish === null), 'does not fall silent on a pause')
    await page.click(say)
    check((await said()).at(-1) === rest.at(-1), 'does not go on where it paused')
    let steps = 0
    while (steps < 3000 && (await page.evaluate(() => window.finish && (window.finish(), true)))) steps += 1
    const everything = (await said()).join('').replace(/\s/g, '')
    const last = await page.evaluate(() => [...document.querySelectorAll('main > article .prose > p')].pop().textContent.replace(/\s/g, ''))
    check(steps > 3 && everything.includes(last), 'does not read to the end')
    check((await words()) === start && (await page.locator('[data-stop]').isHidden()), 'does not come to an end')
    await page.click(say)
    await page.click('[data-stop]')
    check((await said()).at(-1) === title && (await page.evaluate(() => window.finish === null)), 'does not stop, or does not begin anew')
    check(problems.length === 0, problems.join('; '))
  } finally {
    await context.close()
  }
  for (const [what, init, argument] of [['there is no speech', () => delete window.SpeechSynthesisUtterance], ['no voice knows the language', fakeVoice, 'fr-FR']]) {
    const other = await openPage(browser, url + path, { init, argument })
    check(await other.page.locator(say).isHidden(), `offers to read aloud where ${what}`)
    await other.context.close()
  }
}

const options = { walk: { type: 'string' }, article: { type: 'string' } }
await withSite(usage, options, async (browser, url, paths, { walk, article }) => {
  tabs = new Tabs(browser)
  const jobs = paths.flatMap((path) => [narrowAndLarge, withoutScripts, policy].map((job) => [job, path]))
  for (const path of walk?.split(',') ?? []) jobs.unshift([walkThrough, path])
  if (article !== undefined) jobs.unshift(...[card, tools, aloud].map((job) => [job, article]))
  await eachOf(jobs, ([job, path]) => job(browser, url, path).catch((error) => report.fail('run', `${job.name} ${named(path)}`, error.message.split('\n')[0])))
})
process.exit(report.finish())
