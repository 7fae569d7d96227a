// Lighthouse with its mobile profile on pages of a built folder: every category at least 98, by the median of three runs.
//
//   tests/tools --long && node tests/web/lighthouse.mjs --dir public --base /gd/town/ --paths ,projects/

import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readArgs, Report, tempDir, toolsDir } from './lib.mjs'
import { cleanBase, serveStatic } from './static.mjs'

const usage = `usage: lighthouse.mjs --dir DIR [--base /gd/town/] --paths a/,b/ [--runs 3] [--least 98]`
const { values } = readArgs(usage, {
  dir: { type: 'string', required: true },
  base: { type: 'string', default: '/' },
  paths: { type: 'string', required: true },
  runs: { type: 'string', default: '3' },
  least: { type: 'string', default: '98' },
})
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']

const packages = join(toolsDir, 'lighthouse')
const load = async (name) => import(pathToFileURL(createRequire(join(packages, 'package.json')).resolve(name)))
const { default: lighthouse } = await load('lighthouse')
const { launch } = await load('chrome-launcher')

const report = new Report()
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

// Compressed, as hosts do; everything else as the page is.
const server = await serveStatic(values.dir, { base: cleanBase(values.base), gzip: true })
const chrome = await launch({
  chromePath: process.env.CHROMIUM || '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  userDataDir: tempDir('lighthouse'),
})
try {
  for (const path of values.paths.split(',')) {
    const runs = []
    const lacking = new Map()
    for (let run = 0; run < Number(values.runs); run += 1) {
      const { lhr } = await lighthouse(server.url + path, { port: chrome.port, onlyCategories: CATEGORIES, output: 'json', logLevel: 'silent' })
      runs.push(lhr.categories)
      for (const { auditRefs } of Object.values(lhr.categories)) {
        for (const { id, weight } of auditRefs) {
          const { score, title, displayValue = '' } = lhr.audits[id]
          if (weight > 0 && score !== null && score < 0.98) lacking.set(id, `${title} ${displayValue}`)
        }
      }
    }
    const scores = CATEGORIES.map((id) => Math.round(100 * median(runs.map((each) => each[id]?.score ?? 0))))
    console.log(`${path || '(home)'}: ${CATEGORIES.map((id, i) => `${id} ${scores[i]}`).join(', ')}`)
    for (const [i, id] of CATEGORIES.entries()) {
      report.check(id, scores[i] >= Number(values.least), path || '(home)', `${scores[i]}; ${[...lacking.values()].join('; ')}`)
    }
  }
} finally {
  await chrome.kill()
  await server.close()
}
process.exit(report.finish())
