// What a step adds (“再看一些”, “接着核对”), and what an address says of it: nothing of what is shown is lost, and nobody pays
// for what others have asked.

import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitFor } from './server.mjs'
import { Box } from './search-ways.mjs'

const INPUT = '.search-form input'
const FIRST = 150_000 // bytes that the first query of a visit may load, compressed
const OFTEN = '工作总结' // of which the runs are on many more pages than it is

const items = (page) => page.locator('.search-live ol > li').count()
const idle = (page) => page.waitForFunction(() => document.querySelector('.search-live:not([hidden]):not([aria-busy])'))
const until = (page, many) => page.waitForFunction((many) => document.querySelectorAll('.search-live ol > li').length === many, many, { timeout: 9000 })
const visible = (page, name) => page.locator(`[data-part="${name}"]`).isVisible()
const stepsOf = (page) => page.evaluate(() => (new URLSearchParams(location.search).get('then') || '').split('.').filter(Boolean))

/** `way(name, url, options, work)` opens a page and reports. */
export function steps(way, about) {
  const search = `${about.url}search/`

  // What is shown stays where a file of a step does not come, and the step can be tried again: alone, while that may do.
  way('step on a broken line', `${search}?q=20`, {}, async (page, check, problems) => {
    const box = new Box(page, about.base)
    const first = await box.shown('20')
    await page.route('**/search/*/*.js*', (route) => route.abort())
    box.loaded()
    await page.click('[data-part="more"]')
    await page.locator('[data-part="again"] button').waitFor({ state: 'visible' })
    check((await box.shown('20')).urls.join() === first.urls.join(), 'a step that fails takes away what was shown')
    const said = await page.evaluate(() => document.querySelector('#mb-search-words').content.querySelector('[data-word="failed"]').textContent)
    check((await page.textContent('[data-part="status"]')) === said, 'does not say what is wrong')
    check(!(await visible(page, 'more')) && !(await page.locator('.search-without').isVisible()), 'offers what does not work')
    check(await page.evaluate(() => document.activeElement === document.querySelector('[data-part="again"] button')), 'who took the step stands nowhere')
    await page.unroute('**/search/*/*.js*')
    await page.click('[data-part="again"] button')
    await until(page, 20)
    check((await box.shown('20')).urls.slice(0, 10).join() === first.urls.join(), 'the step moves what was shown')
    check(!box.loaded().includes('search/docs.js'), 'all is loaded anew for a step')
    check(!(await visible(page, 'again')), 'still offers to try again')
    // Where trying again does not do, all is asked for anew: there may be another build.
    await page.route('**/search/*/*.js', (route) => route.abort())
    await page.click('[data-part="more"]')
    await page.locator('[data-part="again"] button').waitFor({ state: 'visible' })
    await page.click('[data-part="again"] button')
    await idle(page)
    check((await items(page)) === 20 && (await visible(page, 'again')), 'the second failure takes away what was shown')
    await page.click('[data-part="again"] button')
    await until(page, 30)
    check((await stepsOf(page)).join() === 'more,more', 'the address lost a step, or has it twice')
    problems.splice(0)
  })

  // Whoever takes a step means what was typed: typing on does not take its place in the history.
  way('step ends a draft', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    await box.ask('20')
    await page.click('[data-part="more"]')
    await until(page, 20)
    await box.ask('村道')
    await page.goBack()
    await waitFor(async () => (await page.inputValue(INPUT)) === '20', 3000)
    check((await page.inputValue(INPUT)) === '20', 'going back does not lead to the query of which more was seen')
    await until(page, 20)
  })

  // An address costs no more than a query may; the rest is offered.
  way('address of many steps', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    for (const [q, step] of [[OFTEN, 'on'], ['20', 'more']]) {
      await page.goto(search)
      await box.ready()
      await page.goto('about:blank')
      box.loaded()
      await page.goto(`${search}?q=${encodeURIComponent(q)}&then=${Array(40).fill(step).join('.')}`)
      const { urls, open, count } = await box.shown(q)
      const loaded = new Set(box.loaded())
      const bytes = [...loaded].reduce((sum, path) => sum + gzipSync(readFileSync(join(about.dir, path)), { level: 9 }).length, 0)
      check(loaded.has('search/docs.js') && bytes <= FIRST, `the address of 40 steps loads ${bytes} bytes`)
      const taken = await stepsOf(page)
      check(taken.length < 40 && urls.length <= 10 * (taken.length + 1), `${taken.length} steps are in the address, and ${urls.length} pages are shown`)
      check(step === 'on' ? open > 0 && (await visible(page, 'on')) : urls.length < count && (await visible(page, 'more')), 'does not offer to go on')
      await page.click(`[data-part="${step}"]`)
      await idle(page)
      check((await stepsOf(page)).length === taken.length + 1, 'the next step is not one more')
      check((await box.shown(q)).urls.slice(0, urls.length).join() === urls.join(), 'the next step moves what is shown')
    }
  })

  // However many steps the reader took, they are there again.
  way('many steps', `${search}?q=20`, {}, async (page, check) => {
    const box = new Box(page, about.base)
    const { count } = await box.shown('20')
    await page.evaluate((then) => history.replaceState({}, '', `?q=20&then=${then}`), Array(60).fill('more').join('.'))
    await page.reload()
    const { urls } = await box.shown('20')
    const wanted = Math.min(count, 610)
    check(urls.length === wanted, `60 steps show ${urls.length} of ${wanted}`)
    check((await stepsOf(page)).length === Math.ceil(wanted / 10) - 1, `the address has ${(await stepsOf(page)).length} steps`)
  })

  // What nobody sees is no query.
  way('nothing to be seen', `${search}?q=%E2%80%8B%C2%AD`, {}, async (page, check) => {
    const box = new Box(page, about.base)
    await box.shown('')
    const bare = await page.title()
    check((await visible(page, 'help')) && (await items(page)) === 0, 'does not say how to search')
    check((await page.inputValue(INPUT)) === '', 'puts into the box what is not seen')
    await box.ask('村道')
    check((await page.title()) !== bare, 'the test needs a title that says what is asked')
    await page.fill(INPUT, '\u200B')
    await box.shown('')
    check((await page.title()) === bare && !/q=/.test(await page.evaluate(() => location.search)), `is called “${await page.title()}”`)
  })

  // On paper too the address leads to what is shown.
  way('on paper', `${search}?q=${encodeURIComponent('村 道')}`, {}, async (page, check) => {
    const box = new Box(page, about.base)
    await box.shown('村 道')
    await page.emulateMedia({ media: 'print' })
    const address = () => page.locator('.print-address').innerText()
    check(/\/search\/\?q=村%20道$/.test(await address()), `says ${await address()}`)
    await page.emulateMedia({ media: 'screen' })
    await box.ask('5%20')
    check(/\?q=5%2520$/.test(await page.textContent('.print-address')), `of 5%20 it says ${await page.textContent('.print-address')}`)
    await box.ask('20')
    await page.click('[data-part="more"]')
    await until(page, 20)
    check(/\/search\/\?q=20&then=more$/.test(await page.textContent('.print-address')), `after a step it says ${await page.textContent('.print-address')}`)
    await box.ask('')
    check(/\/search\/$/.test((await page.textContent('.print-address')).trim()), `of nothing it says ${await page.textContent('.print-address')}`)
  })

  // A query is cut between signs, and half a sign is none.
  way('half a sign', `${search}?q=${encodeURIComponent('𠀀'.repeat(500))}`, {}, async (page, check) => {
    const box = new Box(page, about.base)
    await idle(page)
    check(await visible(page, 'none'), 'a query cut within a sign shows nothing')
    await page.evaluate((input) => {
      const box = document.querySelector(input)
      box.value = '村道\ud840'
      box.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }, INPUT)
    const { urls } = await box.shown('村道')
    check(urls.length > 0, 'half a sign behind a query finds nothing')
  })

  // Who leaves before all was there has not asked for it.
  way('address left at once', search, {}, async (page, check) => {
    const box = new Box(page, about.base)
    await box.ready()
    await page.route('**/search/*/*.js*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400))
      await route.continue()
    })
    await page.goto(`${search}?q=20&then=${Array(40).fill('more').join('.')}`)
    await page.goto('about:blank')
    await page.unroute('**/search/*/*.js*')
    await page.goBack()
    await box.shown('20')
    check((await stepsOf(page)).length < 40, `coming back takes ${(await stepsOf(page)).length} steps of somebody else`)
  })

  // What has come of an address is shown, though more does not come.
  way('address on a broken line', search, {}, async (page, check, problems) => {
    const box = new Box(page, about.base)
    await box.ready()
    let texts = 0
    await page.route('**/search/t/*.js*', (route) => ((texts += 1) > 10 ? route.abort() : route.continue()))
    await page.goto(`${search}?q=20&then=more.more.more.more`)
    await page.locator('[data-part="again"] button').waitFor({ state: 'visible' })
    const shown = await items(page)
    check(shown >= 10 && shown < 50, `${shown} are shown`)
    await page.unroute('**/search/t/*.js*')
    await page.click('[data-part="again"] button')
    await page.locator('[data-part="again"]').waitFor({ state: 'hidden' })
    await idle(page)
    check((await items(page)) > shown, `after trying again ${await items(page)} are shown, before ${shown}`)
    problems.splice(0)
  })
}
