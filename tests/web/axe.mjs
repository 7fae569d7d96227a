// Looks at pages in a real browser: accessibility (axe-core), no horizontal scrolling on a phone,
// no console errors, no CSP violations, no requests beyond the origin, all requests good.
//
//   node tests/web/axe.mjs --url http://127.0.0.1:8000/gd/town/ --paths ,projects/,reports/2023/
//   node tests/web/axe.mjs --dir public --base /gd/town/ --paths all

import { readFileSync } from 'node:fs'
import { eachOf, Tabs, withSite } from './browse.mjs'
import { Report, toolFile } from './lib.mjs'

const usage = `usage: axe.mjs (--url URL | --dir DIR [--base /gd/town/]) --paths a/,b/ [--widths 1280,360] [--schemes light,dark] [--states plain,large,contrast,card]
  --paths   below the URL, separated by commas; an empty one is the home page; all = every page of DIR
  --states  as it comes; with the largest type; in high contrast; with a bound number's card open, on pages that have one`

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PHONE = 500 // widths below this must not scroll sideways

// What the reader's tools have kept, what the page has to say of itself then, and what need not be looked at twice: type is
// as large by night, colours are the same on a phone.
const STATES = {
  plain: { kept: {}, holds: () => true },
  large: { kept: { 'mingbai-size': '2' }, holds: () => document.documentElement.dataset.size === '2', but: ({ scheme }) => scheme === 'dark' },
  contrast: { kept: { 'mingbai-contrast': '1' }, holds: () => document.documentElement.dataset.contrast === '1', but: ({ width }) => width < PHONE },
  card: { kept: {}, holds: () => Boolean(document.querySelector('dialog.bound-card[open]')) },
}

const axe = readFileSync(toolFile('axe-core', 'axe.min.js'), 'utf8')
const report = new Report()
const doubtful = new Map()

const opened = new Map([...Object.keys(STATES)].map((state) => [state, 0]))

async function look(tabs, url, { path, width, scheme, state }) {
  const where = `${path || '(home)'} at ${width} ${scheme}${state === 'plain' ? '' : ` ${state}`}`
  const { kept, holds } = STATES[state]
  await tabs.lend(url + path, { viewport: { width, height: 800 }, colorScheme: scheme, kept }, async ({ page, problems }) => {
    if (state === 'card') {
      const link = page.locator('a.bound[aria-haspopup]').first()
      if ((await link.count()) === 0) return
      await link.click()
    }
    report.check('states', await page.evaluate(holds), where, `the page does not show the state “${state}”`)
    opened.set(state, opened.get(state) + 1)
    // Evaluated by the debugger, so the page's CSP holds for the page and not for us.
    await page.evaluate(`${axe};0`)
    const result = await page.evaluate(
      // Without preload: axe would fetch stylesheets again, for rules that these tags do not have.
      (tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, preload: false, resultTypes: ['violations', 'incomplete'] }),
      TAGS,
    )
    report.check('accessibility', result.passes.length > 0, where, 'axe-core checked nothing')
    report.passed += result.passes.length
    for (const { id, nodes } of result.incomplete) doubtful.set(id, (doubtful.get(id) ?? 0) + nodes.length)
    for (const { id, help, nodes } of result.violations) {
      const examples = nodes.slice(0, 3).map((node) => `\n      ${node.target.join(' ')} — ${node.any[0]?.message ?? node.failureSummary.split('\n')[1]?.trim() ?? ''}`)
      report.fail('accessibility', where, `${id}: ${help} (${nodes.length})${examples.join('')}`)
    }
    if (width < PHONE) {
      const wide = await page.evaluate(widerThanScreen)
      report.check('horizontal scrolling', !wide, where, `the page is ${wide?.width} px wide: ${wide?.causes}`)
    }
    report.check('loading', problems.length === 0, where, [...new Set(problems)].join('; '))
  })
}

/** In the page: null, or how wide it is and what sticks out. */
function widerThanScreen() {
  const { scrollWidth, clientWidth } = document.scrollingElement
  if (scrollWidth <= clientWidth) return null
  const name = (e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ''}${[...e.classList].map((c) => `.${c}`).join('')}`
  // Text may stick out of a box that itself fits.
  const right = (e) => Math.max(e.getBoundingClientRect().right, e.getBoundingClientRect().left + e.scrollWidth)
  const causes = [...document.body.querySelectorAll('*')].filter((e) => right(e) > clientWidth + 1)
  return { width: scrollWidth, causes: causes.slice(-3).map(name).join(', ') }
}

const options = {
  widths: { type: 'string', default: '1280,360' },
  schemes: { type: 'string', default: 'light,dark' },
  states: { type: 'string', default: 'plain' },
}
await withSite(usage, options, async (browser, url, paths, values) => {
  const list = (name) => values[name].split(',')
  const looks = paths.flatMap((path) =>
    list('widths').flatMap((width) => list('schemes').flatMap((scheme) => list('states').map((state) => ({ path, width: Number(width), scheme, state })))),
  )
  const needed = looks.filter((each) => !STATES[each.state].but?.(each) || list('widths').length * list('schemes').length === 1)
  const tabs = new Tabs(browser)
  await eachOf(needed, (each) =>
    look(tabs, url, each).catch((error) => report.fail('loading', `${each.path || '(home)'} at ${each.width} ${each.scheme}`, error.message)),
  )
  // A state that no page was in has not been looked at.
  for (const state of list('states')) report.check('states', opened.get(state) > 0, '', `no page could be looked at in the state “${state}”`)
})
const judged = [...doubtful].map(([id, count]) => `${id} ${count}`).join(', ') || 'none'
console.log(`${axe.match(/axe v[\d.]+/)?.[0] ?? 'axe'}; results that only a person can judge: ${judged}`)
process.exit(report.finish())
