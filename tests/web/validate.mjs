// Validates a built site folder as a whole: standards, links, feeds, maps. Needs no server.
//
//   node tests/web/validate.mjs DIR --base /gd/town/ [--relative] [--origin https://example.org]

import { statSync } from 'node:fs'
import { checkXml } from './feeds.mjs'
import { checkHeads } from './head.mjs'
import { readArgs, Report } from './lib.mjs'
import { checkLinks } from './links.mjs'
import { checkMaps } from './maps.mjs'
import { Site } from './site.mjs'
import { cleanBase } from './static.mjs'
import { checkWithNu } from './vnu.mjs'

const usage = `usage: validate.mjs DIR --base /gd/town/ [--relative] [--origin https://example.org] [--no-nu]
  --relative  the site was built to be read from file://
  --origin    where it will be published (else taken from the home page's canonical address)
  --no-nu     leave out the Nu Html Checker (the slowest part; never in CI)`

const { values, positionals } = readArgs(
  usage,
  {
    base: { type: 'string', default: '/' },
    origin: { type: 'string' },
    relative: { type: 'boolean', default: false },
    'no-nu': { type: 'boolean', default: false },
  },
  { positionals: 1 },
)

const [dir] = positionals
if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`${dir} is no folder\n${usage}`)
  process.exit(2)
}

const base = cleanBase(values.base)
const origin = values.origin ? new URL(values.origin).origin : null
const report = new Report()
const site = new Site(dir, { base, origin, relative: values.relative })

report.check('files', site.pageByPath.has('index.html'), 'index.html', 'is missing')
if (!site.relative) report.check('files', site.fileSet.has('404.html'), '404.html', 'is missing')
checkLinks(site, report)
checkHeads(site, report)
checkMaps(site, report, checkXml(site, report))
if (!values['no-nu']) checkWithNu(site, report)

console.log(`${site.files.length} files, ${site.pages.length} pages, base ${base}, origin ${site.origin ?? 'unknown'}`)
process.exit(report.finish())
