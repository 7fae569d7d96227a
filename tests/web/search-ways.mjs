// The ways in which readers come to the search and use it: from a disk, with an input method, by keyboard alone, by an
// address that somebody sent, without scripts, over a line that breaks.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { eachOf, openPage } from './browse.mjs'
import { toolFile } from './lib.mjs'
import { waitFor } from './server.mjs'
import { steps } from './search-steps.mjs'

const INPUT = '.search-form input'
const LOOKING = { polling: 20 } // ms; looking at every frame makes the browser draw frames
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The search on an open page. */
export class Box {
  requests = []

  constructor(page, base) {
    Object.assign(this, { page, base })
    page.on('request', (request) => {
      const url = new URL(request.url())
      const path = decodeURI(url.pathname).replace(base, '')
      if (/(^|\/)search\/.+\.js$|^assets\/search/.test(path)) this.requests.push(path)
    })
  }

  /** What was loaded since the last look, scripts of the page itself among it. */
  loaded() {
    return this.requests.splice(0)
  }

  async ready() {
    await this.page.waitForFunction(() => document.querySelector('.search-live:not([hidden]):not([aria-busy])'), null, LOOKING)
    const own = await this.page.evaluate(() => performance.getEntriesByType('resource').map((each) => each.name).filter((name) => /\/(assets\/search[^/]*|search\/docs)\.js$/.test(name)))
    this.requests = own.map((name) => decodeURI(new URL(name).pathname).replace(this.base, ''))
  }

  /** Types it, waits until it is shown, reads the screen. With `send` it is sent at once, before the page looks by itself. */
  async ask(text, { send = false } = {}) {
    if (!send) await this.page.fill(INPUT, text)
    else await this.page.evaluate(type, [INPUT, text])
    return this.shown(text)
  }

  async shown(text) {
    const wanted = [...text.trim()].slice(0, 100).join('').trim().normalize('NFC')
    await this.page.waitForFunction((wanted) => {
      const live = document.querySelector('.search-live')
      return live.dataset.shown === wanted && !live.hasAttribute('aria-busy')
    }, wanted, LOOKING)
    const found = await this.page.evaluate(() => {
      const links = [...document.querySelectorAll('.search-live ol > li > a')]
      const numbers = document.querySelector('.search-live [role="status"]').textContent
      const own = document.querySelector('.search-live').dataset
      return { hrefs: links.map((a) => a.href), all: links.map((a) => a.textContent), status: numbers, kind: own.kind, count: Number(own.count), open: Number(own.open) }
    })
    return { ...found, urls: found.hrefs.map((href) => this.path(href)) }
  }

  path(href) {
    const at = decodeURI(new URL(href).pathname).replace(this.base, '')
    return at === '' || at.endsWith('/') ? `${at}index.html` : at
  }

  /** Whether it finds one document in the end, by its number. */
  async has(text, number) {
    return this.page.evaluate(
      async ([text, number]) => {
        const { open, load } = mingbaiSearch
        window.wholeIndex ??= open(load, document.documentElement.lang)
        const asked = await window.wholeIndex.look(text)
        const { hits } = await window.wholeIndex.settle({ ...asked, list: asked.list.filter((each) => each === number) }, {}, 1, true, Infinity)
        return hits.length === 1
      },
      [text, number],
    )
  }

  /** All that the search finds in the end; or only what has it in the title, as far as the index tells. */
  async everything(text, titled = false) {
    const hrefs = await this.page.evaluate(async ([text, titled]) => {
      const { open, load, base } = mingbaiSearch
      window.wholeIndex ??= open(load, document.documentElement.lang)
      const asked = await window.wholeIndex.look(text)
      const list = asked.list.filter((number) => !titled || asked.ranks.get(number) === 0)
      const { hits } = await window.wholeIndex.settle({ ...asked, list }, {}, Infinity, true, Infinity)
      return hits.map((number) => new URL(window.wholeIndex.show(asked, number).url, base).href)
    }, [text, titled])
    this.loaded()
    return hrefs.map((href) => this.path(href))
  }
}

/** In the title of eight pages, and in the text of most. */
const TERM = '“百千万工程'

/** In the page: what typing and Enter do, with no time between them. */
function type([input, text]) {
  const box = document.querySelector(input)
  box.focus()
  box.value = text
  box.dispatchEvent(new InputEvent('input', { bubbles: true }))
  box.form.requestSubmit()
}

async function withPage({ browser, report }, name, url, options, work) {
  const { page, context, problems } = await openPage(browser, url, { viewport: { width: 1280, height: 800 }, ...options })
  try {
    await work(page, (ok, what) => report.check(name, ok, '', what), problems)
    report.check(name, problems.length === 0, '', [...new Set(problems)].join('; '))
  } catch (error) {
    report.fail(name, '', error.stack)
  } finally {
    await context.close()
  }
}

export async function ways(about) {
  const { url } = about
  const search = `${url}search/`

  // The same from a sub-path and from a disk.
  const here = []
  await withPage(about, 'sub-path', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    for (const [i, each] of about.runs.entries()) here.push(await box.ask(each, { send: i % 2 === 1 }))
    check(here.every(({ urls }) => urls.length > 0), 'a run from a page finds nothing')
    const csp = await (await fetch(search)).headers.get('content-security-policy')
    check(/default-src '(self|none)'/.test(csp) && !/unsafe|https?:/.test(csp), `is served with “${csp}”`)
  })
  // The others keep nothing from each other, and go two at a time; the long ones first.
  const jobs = []
  const way = (...rest) => jobs.push(() => withPage(about, ...rest))
  if (about.relative) jobs.push(() => fromDisk(about, here))
  // One that is known to its end, so that every way to it shows the same.
  const at = here.findIndex(({ open, count }) => !open && count > 1)
  if (!about.report.check('sub-path', at >= 0, '', 'of no run all pages are known')) return eachOf(jobs, (job) => job())
  const run = about.runs[at]
  for (const look of LOOKS) jobs.push(() => axe(about, search, run, look))

  way('address', `${search}?q=${encodeURIComponent(run)}`, {}, async (page, check) => {
    const box = new Box(page, about.base)
    const { urls } = await box.shown(run)
    check(urls.join() === here[at].urls.join(), 'shows something else than what was typed')
    check((await page.inputValue(INPUT)) === run, 'does not say in its box what was asked')
    // A choice is an address; going back takes it away.
    const choice = page.locator('.search-live .filters a').first()
    const [kind, count] = await choice.evaluate((a) => [a.firstChild.textContent, Number(a.querySelector('.count').textContent)])
    await choice.click()
    await page.waitForFunction(() => document.querySelector('.search-live .filters a[aria-current]'))
    const chosen = await page.evaluate(() => ({ address: location.search, shown: Number(document.querySelector('.search-live').dataset.count), kinds: [...document.querySelectorAll('.search-live ol .facts')].map((e) => e.firstElementChild.textContent), focus: document.activeElement.dataset.key }))
    check(/[?&]kind=/.test(chosen.address), `the choice is not in the address: ${chosen.address}`)
    check(chosen.shown === count && chosen.kinds.every((each) => each === kind), `${kind} says ${count}, shows ${chosen.shown} of ${[...new Set(chosen.kinds)].join()}`)
    check(chosen.focus?.startsWith('kind'), 'whoever chose has lost the place')
    await page.reload()
    check((await box.shown(run)).count === count, 'the address does not lead to what was chosen')
    await page.goBack()
    await page.waitForFunction(() => !document.querySelector('.search-live .filters a[aria-current]'))
    check((await box.shown(run)).urls.join() === here[at].urls.join(), 'going back does not bring back what was shown')
  })

  way('more', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    const first = await box.ask('20')
    check(first.urls.length === 10 && first.count > 20, `two digits find ${first.count}`)
    await page.click('[data-part="more"]')
    await page.waitForFunction(() => document.querySelectorAll('.search-live ol > li').length === 20)
    const next = await box.shown('20')
    check(next.urls.slice(0, 10).join() === first.urls.join() && new Set(next.urls).size === 20, 'the next ten do not follow the first')
    check(await page.evaluate(() => document.activeElement === document.querySelectorAll('.search-live ol > li > a')[10]), 'the focus is not on the next')
    const whole = await box.everything('20')
    check(whole.length === first.count, `says ${first.count} and has ${whole.length}`)
    const here = page.url()
    await page.locator('.search-live ol > li > a').nth(14).click()
    // The page has to be left before it can be come back to.
    await page.waitForURL((url) => url.href !== here)
    await page.goBack()
    await page.waitForFunction(() => document.querySelectorAll('.search-live ol > li').length === 20)
    await page.reload()
    await page.waitForFunction(() => document.querySelectorAll('.search-live ol > li').length === 20)
    check((await box.shown('20')).urls.join() === next.urls.join(), 'the address leads to others than were shown')
  })

  // What was checked on is in the address, and moves nothing of what was shown.
  way('check on', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    const often = '工作总结'
    const first = await box.ask(often)
    check(first.open > 100, `of ${often} ${first.open} pages are not checked: the test needs more`)
    const press = async (name, before) => {
      await page.click(`[data-part="${name}"]`)
      await page.waitForFunction((before) => location.search !== before && !document.querySelector('.search-live').hasAttribute('aria-busy'), before)
      return box.shown(often)
    }
    const address = () => page.evaluate(() => location.search)
    const second = await press('on', await address())
    check(second.open < first.open && second.count > first.count, `${first.open} are not checked, and after checking on ${second.open}`)
    check(second.urls.slice(0, first.urls.length).join() === first.urls.join(), 'checking on moves what was shown')
    const third = await press('more', await address())
    check(third.urls.slice(0, second.urls.length).join() === second.urls.join() && third.urls.length > second.urls.length, 'the next do not follow what was shown')
    const last = await press('on', await address())
    check(last.urls.slice(0, third.urls.length).join() === third.urls.join(), 'checking on once more moves what was shown')
    // Sent to somebody who was never here.
    const { page: other, context, problems } = await openPage(about.browser, `${search}${await address()}`)
    try {
      const own = new Box(other, about.base)
      let sent = await own.shown(often)
      // As far as a query may go; the rest of it is asked for.
      const then = async () => (await other.evaluate(() => new URLSearchParams(location.search).get('then') || '')).split('.').filter(Boolean)
      for (const step of ['on', 'more', 'on'].slice((await then()).length)) {
        check(last.urls.slice(0, sent.urls.length).join() === sent.urls.join(), 'the address shows others first')
        const before = (await then()).length
        await other.click(`[data-part="${step}"]`)
        await waitFor(async () => (await then()).length > before, 3000)
        sent = await own.shown(often)
      }
      check(sent.urls.join() === last.urls.join() && sent.status === last.status, `whoever gets the address sees “${sent.status}”, not “${last.status}”`)
      check(problems.length === 0, problems.join())
    } finally {
      await context.close()
    }
    // Of so common a word no total is said before the last page is checked, but what to do.
    const label = await page.textContent('[data-part="on"]')
    let now = last
    for (let steps = 0; now.open && steps < 30; steps += 1) {
      check(now.status.includes(String(now.open)) && now.status.includes(label) && !now.status.startsWith(String(now.count)), `while ${now.open} pages are not checked it says “${now.status}”`)
      now = await press('on', await address())
    }
    check(!now.open && now.status.startsWith(`${now.count}页`) && !now.status.includes(label), `when all is checked it says “${now.status}”`)
    check(!(await page.locator('[data-part="on"]').isVisible()), 'goes on checking when nothing is left')
    const whole = await box.everything(often)
    check(now.count === whole.length, `says ${now.count} in the end, and has ${whole.length}`)
    // Another query begins anew, and so does one with a limit.
    await box.ask('村道')
    check(!/then=/.test(await address()), 'another query begins where the last one was')
  })

  steps(way, about)
  jobs.push(() => inputMethod(about, search), () => keyboard(about, url))

  way('nothing found', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    const { urls, status } = await box.ask('龘靐齉爩')
    check(urls.length === 0 && status.includes('龘靐齉爩'), `says “${status}”`)
    const link = await page.evaluate(() => [...document.querySelectorAll('[data-part="none"] a')].filter((a) => a.getClientRects().length).map((a) => a.href)[0])
    check(link && (await fetch(link)).ok && link.startsWith(about.url), `leads to ${link}`)
    const sign = await box.ask('村')
    check(sign.urls.length > 0 && sign.all.every((title) => title.includes('村')), `one sign shows ${sign.all.join()}`)
    const long = `${run}村`.repeat(200).slice(0, 200)
    const began = Date.now()
    const paste = await box.ask(long)
    check(Date.now() - began < 3000 && paste.urls.length === 0, `200 signs take ${Date.now() - began} ms`)
    check(await page.locator('[data-part="cut"]').isVisible(), 'does not say that it was too long')
    await box.ask(run)
    check(!(await page.locator('[data-part="cut"]').isVisible()) && !(await page.locator('[data-part="none"]').isVisible()), 'still speaks of what was asked before')
    const empty = await box.ask('')
    check(empty.urls.length === 0 && (await page.locator('[data-part="help"]').isVisible()), 'an empty box does not say how to search')
  })

  // The counts of kinds are those of the index of sections on the home page.
  way('lists', url, {}, async (page, check) => {
    const said = await page.evaluate((base) => [...document.querySelectorAll('dl.index a')].map((a) => [new URL(a.href).pathname.replace(base, '').replace(/\/$/, ''), Number(a.querySelector('.count')?.textContent ?? 0)]), about.base)
    await page.goto(search)
    await new Box(page, about.base).ready()
    const kinds = await page.evaluate(() => [...document.querySelectorAll('.search-live .filters div:first-child a')].map((a) => [new URLSearchParams(a.search).get('kind'), Number(a.querySelector('.count').textContent)]))
    const counts = new Map(kinds)
    const both = said.filter(([name]) => counts.has(name))
    for (const [name, count] of both) check(counts.get(name) === count, `${name} is said to have ${counts.get(name)}, and on the home page ${count}`)
    check(both.length > 0, `of ${kinds.length} kinds none is on the home page`)
  })

  // What was shown stays until there is something else; a line that breaks is said, and tried again.
  way('slow line', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    await box.ask(run)
    await page.evaluate(() => {
      window.emptied = 0
      const results = document.querySelector('[data-part="results"]')
      new MutationObserver(() => (window.emptied += results.children.length ? 0 : 1)).observe(results, { childList: true })
    })
    let holds = false
    const held = []
    await page.route('**/search/*/*.js*', async (route) => {
      if (holds) return held.push(route)
      await new Promise((done) => setTimeout(done, 150))
      await route.continue().catch(() => {})
    })
    const others = about.runs.slice(at + 1).concat(about.runs.slice(0, at))
    for (const each of others.slice(0, 3)) await box.ask(each)
    check((await page.evaluate(() => window.emptied)) === 0, 'results vanish before others are there')
    // Whoever types on is not answered with what was typed before.
    holds = true
    for (const each of others.slice(3)) {
      await page.fill(INPUT, each)
      if (await waitFor(() => held.length, 1000)) break
    }
    check(held.length > 0, 'the test holds no answer back')
    await box.ask(run)
    holds = false
    box.loaded()
    for (const route of held) await route.continue()
    // What was typed before may go on asking.
    do await page.waitForTimeout(500)
    while (box.loaded().length)
    check((await box.shown(run)).urls.join() === here[at].urls.join(), 'an answer that came late takes the place of the last')
  })
  way('broken line', search, {}, async (page, check, problems) => {
    const box = new Box(page, about.base)
    await box.ready()
    await box.ask(about.runs[(at + 1) % about.runs.length])
    await page.route('**/search/*/*.js*', (route) => route.abort())
    await page.fill(INPUT, run)
    await page.locator('[data-part="again"] button').waitFor({ state: 'visible' })
    const left = await page.locator('.search-live ol > li, .search-live ul[data-part="answers"] > li').count()
    check(left === 0, 'what was found before stands below')
    await page.locator('.search-without a').waitFor({ state: 'visible' })
    await page.unroute('**/search/*/*.js*')
    await page.click('[data-part="again"] button')
    check((await box.shown(run)).urls.join() === here[at].urls.join(), 'trying again does not find it')
    problems.splice(0)
  })

  // Until the first file has come something is said; what is pressed and vanishes does not take the reader's place with it.
  way('first visit on a slow line', search, {}, async (page, check) => {
    let go
    const going = new Promise((done) => (go = done))
    await page.route('**/search/docs.js', (route) => going.then(() => route.continue()))
    await page.goto(`${search}?q=2023`, { waitUntil: 'commit' })
    const status = page.locator('[data-part="status"]')
    await status.waitFor({ state: 'visible' })
    const working = await page.evaluate(() => document.querySelector('#mb-search-words').content.querySelector('[data-word="working"]').textContent)
    check(working.length > 0 && (await status.textContent()) === working, 'says nothing while it waits')
    go()
    check((await new Box(page, about.base).shown('2023')).urls.length > 0, 'shows nothing when it has come')
  })
  way('focus', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    await box.ask('2023')
    const focused = () => page.evaluate(() => document.activeElement.dataset.key || document.activeElement.dataset.part || document.activeElement.localName)
    const values = page.locator('.search-live .filters dd button').first()
    if (await values.count()) {
      await values.focus()
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => /^(kind|place|year) /.test(document.activeElement.dataset.key), null, { ...LOOKING, timeout: 2000 }).catch(() => {})
      check(/^(kind|place|year) /.test(await focused()), `who asked for more values stands at ${await focused()}`)
    }
    await page.locator('.search-live .filters a').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('.search-live .filters a[aria-current]'))
    await page.locator('[data-part="wider"] a').focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => !document.querySelector('.search-live .filters a[aria-current]'))
    check((await focused()) === 'status', `who took the limits away stands at ${await focused()}`)
  })
  way('history', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    const others = here.filter(({ open, count }) => !open && count > 0).slice(0, 2)
    if (others.length < 2) return
    const asked = [about.runs[here.indexOf(others[0])], about.runs[here.indexOf(others[1])]]
    for (const each of asked) {
      await box.ask(each)
      await page.keyboard.press('Enter')
    }
    await page.goBack()
    check((await box.shown(asked[0])).urls.join() === others[0].urls.join(), 'going back does not lead to what was asked before')
    // A link within the page changes nothing of what is shown.
    const { urls } = await box.ask('20')
    await page.click('[data-part="more"]')
    await page.waitForFunction(() => document.querySelectorAll('.search-live ol > li').length === 20)
    await page.evaluate(() => new Promise((done) => {
      addEventListener('hashchange', () => requestAnimationFrame(() => setTimeout(done, 50)))
      location.hash = '#main'
    }))
    await box.shown('20')
    check((await page.locator('.search-live ol > li').count()) === 20 && urls.length === 10, 'a link within the page takes results away')
    // Back before a step, ten are shown, and the step can be taken again.
    await page.goto(`${search}?q=20`)
    await box.shown('20')
    await page.evaluate(() => (location.hash = '#main'))
    for (const way of ['on', 'again']) {
      await page.click('[data-part="more"]')
      await page.waitForFunction(() => document.querySelectorAll('.search-live ol > li').length === 20, null, { timeout: 9000 })
      if (way === 'again') break
      await page.goBack()
      await page.waitForFunction(() => document.querySelectorAll('.search-live ol > li').length === 10, null, { timeout: 9000 })
    }
  })
  // The runs of the town's own term are on most pages: who asks for it first of all still sees every page that is called so.
  way('titles', `${search}?q=${encodeURIComponent(TERM)}`, {}, async (page, check) => {
    const box = new Box(page, about.base)
    const { urls } = await box.shown(TERM)
    const titled = await box.everything(TERM, true)
    check(titled.length > 1 && titled.length <= 10, `${titled.length} titles have it`)
    check(titled.every((each) => urls.includes(each)), `of ${titled.length} titles these are not in the first ten: ${titled.filter((each) => !urls.includes(each)).join(' ')}`)
  })
  // Words that stand apart are not said to stand together, however much was checked; nor that they do not where they do elsewhere.
  way('words apart', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    const words = here.map(({ open, count }, i) => ({ open, count, run: about.runs[i] })).filter(({ open, count, run }) => !open && count && !/\s/.test(run))
    if (words.length < 2) return
    const typed = `${words[0].run} ${words[1].run}`
    const { count } = await box.ask(typed)
    const says = await page.textContent('[data-part="status"]')
    const phrase = await page.evaluate((typed) => document.querySelector('main').textContent.includes(typed), typed)
    check(phrase || count === 0 || /没有一处连着写|as it stands/.test(says), `says of words apart: ${says}`)
  })

  // Chinese on a page of another language says what it is: names of places, sources, words of a snippet; and only it does.
  for (const [from, q] of [[`${url}en/search/`, '游客'], [search, 'visitors'], [`${url}en/search/`, '2023']]) {
    way('languages', `${from}?q=${encodeURIComponent(q)}`, {}, async (page, check) => {
      await new Box(page, about.base).shown(q)
      const { wrong, answers, kinds } = await page.evaluate(() => {
        const live = document.querySelector('.search-live')
        const texts = document.createTreeWalker(live, NodeFilter.SHOW_TEXT)
        const wrong = []
        while (texts.nextNode()) {
          const { data, parentElement } = texts.currentNode
          const isChinese = parentElement.closest('[lang]').lang.startsWith('zh')
          if (isChinese ? parentElement.matches('span[lang]') && /[a-z]/i.test(data) : /\p{Script=Han}/u.test(data)) wrong.push(data)
        }
        // Parts of one name would stand apart in a flexible box.
        for (const each of live.querySelectorAll('span[lang]')) if (/flex/.test(getComputedStyle(each.parentElement).display)) wrong.push(each.textContent)
        return { wrong, answers: live.querySelectorAll('.cards .facts').length, kinds: new Set([...live.querySelectorAll('section')].map((each) => each.closest('[lang]').lang)).size }
      })
      check(wrong.length === 0, `is in another language than it says: ${wrong.slice(0, 3).join(' | ')}`)
      check(kinds > 1 && (q === '2023' || answers > 0), `the test needs answers (${answers}), and results in several languages (${kinds})`)
    })
  }

  // Where a line says no more than the place, and where the place is the title, it is not said again below.
  way('said once', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    const places = new Set()
    for (const q of ['下坪', '某镇（本镇）']) {
      await box.ask(q)
      const twice = await page.evaluate(() => {
        const texts = (item, selector) => [...item.querySelectorAll(selector)].map((each) => each.textContent)
        return [...document.querySelectorAll('.search-live ol > li')].filter((item) => texts(item, '.facts > span').some((fact) => texts(item, ':scope > a, .summary').includes(fact))).map((item) => item.innerText)
      })
      check(twice.length === 0, `${q} is said twice: ${twice.slice(0, 2).join(' | ')}`)
      for (const each of await page.locator('.search-live ol .facts').allTextContents()) places.add(each)
    }
    check(places.size > 0, 'of no page the place is said')
  })

  // A cache hands out the table of an earlier build beside files of this one: what it says of their numbers is not believed.
  way('two builds', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    let old = 0
    await page.route(/\/search\/docs\.js$/, async (route) => {
      const response = await route.fetch()
      old += 1
      await route.fulfill({ response, body: (await response.text()).replace(/"set":"\w+"/, '"set":"before"').replace(/"table":"(.)/, '"table":"B') })
    })
    await page.reload()
    check((await box.ask(run)).urls.join() === here[at].urls.join(), 'files of two builds are read together')
    check(old === 1, `the table of the earlier build was handed out ${old} times`)
  })

  way('without scripts', search, { javaScriptEnabled: false }, async (page, check) => {
    const link = page.locator('.search-without a')
    check((await link.isVisible()) && !(await page.locator(INPUT).isVisible()), 'shows a box that does nothing, or no way to the index')
    await link.click()
    const count = await page.locator('main a').count()
    check(count > 10, `the index has ${count} links`)
  })
  jobs.push(() => check320(about, search, run))
  await eachOf(jobs, (job) => job(), 2)
}

async function fromDisk(about, here) {
  const home = `${pathToFileURL(resolve(about.relative)).href}/`
  const context = await about.browser.newContext({ locale: 'zh-CN' })
  const page = await context.newPage()
  const problems = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  const check = (ok, what) => about.report.check('file://', ok, '', what)
  try {
    await page.goto(`${home}index.html`)
    await page.fill('.masthead-search input', about.runs[0])
    await page.press('.masthead-search input', 'Enter')
    await page.waitForURL(/search\/index\.html\?q=/)
    const box = new Box(page, decodeURI(new URL(home).pathname))
    for (const [i, each] of about.runs.entries()) {
      const { urls, count, open } = i ? await box.ask(each, { send: i % 2 === 0 }) : await box.shown(each)
      check(urls.join() === here[i].urls.join() && (open > 0 || count === here[i].count), `${JSON.stringify(each)} finds ${urls.slice(0, 3).join()} (${count}), served ${here[i].urls.slice(0, 3).join()} (${here[i].count})`)
    }
    await page.click('.search-live ol > li > a')
    await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('.search-live'))
    await page.goBack()
    await box.shown(about.runs.at(-1))
    check(problems.length === 0, [...new Set(problems)].join('; '))
  } catch (error) {
    about.report.fail('file://', '', error.stack)
  } finally {
    await context.close()
  }
}

/** Pinyin on its way to Han: nothing is looked for before the word is there. */
async function inputMethod(about, search) {
  await withPage(about, 'input method', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    await box.ready()
    box.loaded()
    const session = await page.context().newCDPSession(page)
    await page.focus(INPUT)
    for (const text of ['c', 'cu', 'cun', 'cun d', 'cun dao']) {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
      await page.waitForTimeout(60)
    }
    check((await page.inputValue(INPUT)) === 'cun dao', 'the test does not compose')
    await page.waitForTimeout(500)
    check(box.loaded().length === 0 && !/q=/.test(await page.evaluate(() => location.search)), 'looks for pinyin that is being composed')
    await session.send('Input.insertText', { text: '村道' })
    check((await box.shown('村道')).urls.length > 0, 'does not look for what was composed')
    // Enter while composing takes the word, and sends nothing.
    await page.evaluate((input) => {
      const box = document.querySelector(input)
      box.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
      box.value = 'shui'
      box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }))
      box.form.requestSubmit()
    }, INPUT)
    await page.waitForTimeout(400)
    check((await page.evaluate(() => document.querySelector('.search-live').dataset.shown)) === '村道', 'Enter within the input method starts a search')
    await page.evaluate((input) => {
      const box = document.querySelector(input)
      box.value = '水圳'
      box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
      // Safari sends this one after.
      box.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }, INPUT)
    await box.shown('水圳')
  })
}

async function keyboard(about, url) {
  const query = about.runs.find((run) => !/\//.test(run))
  await withPage(about, 'keyboard', url, {}, async (page, check) => {
    const focus = () => page.evaluate(() => [...document.querySelectorAll('[data-part="answers"] a, .search-live ol > li > a')].indexOf(document.activeElement))
    const inBox = () => page.evaluate((input) => document.activeElement === document.querySelector(input), INPUT)
    await page.keyboard.press('/')
    check(await page.evaluate(() => document.activeElement.matches('.masthead-search input') && document.activeElement.value === ''), '/ does not lead into the box')
    await page.keyboard.insertText(query)
    await page.keyboard.press('Enter')
    await page.waitForURL(/search\/\?q=/)
    const box = new Box(page, about.base)
    await box.shown(query)
    await page.keyboard.press('/')
    check(await inBox(), '/ does not lead into the box of the search')
    await page.keyboard.press('ArrowDown')
    check((await focus()) === 0, 'down does not lead to the first')
    const links = await page.locator('[data-part="answers"] a, .search-live ol > li > a').count()
    if (links > 1) {
      await page.keyboard.press('ArrowDown')
      check((await focus()) === 1, 'down does not lead to the second')
      await page.keyboard.press('ArrowUp')
    }
    await page.keyboard.press('ArrowUp')
    check(await inBox(), 'up does not lead back to the box')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    check(await inBox(), 'Escape does not lead back to the box')
    await page.keyboard.press('End')
    await page.keyboard.type('/')
    check((await page.inputValue(INPUT)) === `${query}/`, '/ cannot be typed')
    await page.keyboard.press('Backspace')
    await box.shown(query)
    await page.keyboard.press('ArrowDown')
    const href = await page.evaluate(() => document.activeElement.href)
    await page.keyboard.press('Enter')
    await page.waitForURL(href)
    await page.goBack()
    await box.shown(query)
    check((await page.inputValue(INPUT)) === query, 'going back forgets what was asked')
    // A key that stands alone can be turned off (WCAG 2.1.4).
    await page.goto(`${url}search/`)
    await box.ready()
    await page.click('[data-set="keys-1"]')
    await page.goto(url)
    await page.keyboard.press('/')
    check(await page.evaluate(() => !document.activeElement.matches('input')), '/ works although it is turned off')
  })
}

/** A narrow phone with the largest type. */
async function check320(about, search, run) {
  await withPage(about, 'narrow', `${search}?q=${encodeURIComponent(run)}`, { viewport: { width: 320, height: 640 }, kept: { 'mingbai-size': '2' } }, async (page, check) => {
    await new Box(page, about.base).shown(run)
    const wide = await page.evaluate(() => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth])
    check(wide[0] <= wide[1], `is ${wide[0]} px wide on ${wide[1]}`)
    const small = await page.evaluate(() => [...document.querySelectorAll('.search-live a, .search-live button, .search-form button, .search-form input')].filter((e) => e.getClientRects().length && !e.closest('.summary, .facts') && e.getBoundingClientRect().height < 24).map((e) => e.textContent))
    check(small.length === 0, `too small to be tapped: ${small.join()}`)
    // The box has a row of its own where a button would leave it no room: a name can be read in it.
    const roomOf = (form) => page.evaluate((form) => {
      const [box, button] = ['input', 'button'].map((each) => document.querySelector(`${form} ${each}`))
      const [one, other] = [box, button].map((each) => each.getBoundingClientRect())
      return { signs: box.clientWidth / parseFloat(getComputedStyle(box).fontSize), overlaps: one.right > other.left + 1 && one.bottom > other.top + 1, beyond: Math.max(one.right, other.right) > innerWidth }
    }, form)
    const own = await roomOf('.search-form')
    check(own.signs >= 7.5 && !own.overlaps && !own.beyond, `the box has room for ${own.signs.toFixed(1)} signs`)
    await page.goto(about.url)
    const head = await roomOf('.masthead-search')
    check(head.signs >= 6 && !head.overlaps && !head.beyond, `the box in the head has room for ${head.signs.toFixed(1)} signs`)
    // A desktop of 1280 px at a zoom of 500%.
    await page.setViewportSize({ width: 256, height: 640 })
    for (const place of ['', 'search/', 'en/']) {
      await page.goto(about.url + place)
      const wide = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth])
      check(wide[0] <= wide[1], `${place || 'the home page'} is ${wide[0]} px wide on ${wide[1]}`)
    }
  })
}

const LOOKS = [
  { viewport: { width: 1280, height: 800 } },
  { viewport: { width: 360, height: 800 } },
  { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  { viewport: { width: 1280, height: 800 }, kept: { 'mingbai-contrast': '1' } },
]

async function axe(about, search, run, look) {
  const code = readFileSync(toolFile('axe-core', 'axe.min.js'), 'utf8')
  const states = [
    ['nothing typed', '', (page) => page.locator('[data-part="help"]').isVisible()],
    ['results', run, (page) => page.evaluate(() => document.querySelectorAll('.search-live ol > li').length > 0)],
    ['a figure', '人次', async (page) => (await page.locator('[data-part="answers"] li').count()) > 0],
    ['nothing found', '龘靐齉爩', (page) => page.locator('[data-part="none"]').isVisible()],
  ]
  // One state by its address, in every look another; from there to the others by typing.
  const first = LOOKS.indexOf(look)
  const [sent, ...typed] = [...states.slice(first), ...states.slice(0, first)]
  await withPage(about, 'accessibility', `${search}?q=${encodeURIComponent(sent[1])}`, look, async (page, check) => {
    const box = new Box(page, about.base)
    await page.evaluate(`${code};0`)
    for (const [state, q, holds] of [sent, ...typed]) {
      await (state === sent[0] ? box.shown(q) : box.ask(q))
      check(await waitFor(() => holds(page), 2000), `the page does not come to “${state}”`)
      const { violations, passes } = await page.evaluate((tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, preload: false }), TAGS)
      check(passes.length > 10, `${state}: axe-core checked nothing`)
      for (const { id, nodes } of violations) check(false, `${state} at ${look.viewport.width}: ${id} ${nodes[0].target.join(' ')} — ${nodes[0].failureSummary}`)
    }
  })
}
