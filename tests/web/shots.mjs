// Takes full-page screenshots to be looked at: desktop, phone, dark, print.
//
//   node tests/web/shots.mjs --url http://127.0.0.1:8000/gd/town/ --paths ,projects/ --out target/shots
//   node tests/web/shots.mjs --dir public --every-kind --out target/shots

import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eachOf, openPage, withSite } from './browse.mjs'
import { Report } from './lib.mjs'

const usage = `usage: shots.mjs (--url URL | --dir DIR [--base /gd/town/]) (--paths a/,b/ | --every-kind) --out DIR [--kinds desktop,phone,dark,print]
  Writes NAME.desktop.png, NAME.phone.png, NAME.dark.png, NAME.print.png and NAME.print.pdf
  --every-kind  one page of every kind (kinds.txt) at 1280 and 360 px, light and dark: NAME.1280.light.png …`

const A4_WIDTH = 794 // 210 mm at 96 px an inch
const TALLEST = 8000 // Chromium repeats the picture beyond 16,384 device pixels

const KINDS = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  print: { viewport: { width: A4_WIDTH, height: 1123 } },
}

for (const width of [1280, 360]) {
  for (const colorScheme of ['light', 'dark']) KINDS[`${width}.${colorScheme}`] = { viewport: { width, height: 800 }, colorScheme }
}

const report = new Report()

/** One page of every kind, below the URL. */
function everyKind() {
  const list = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'kinds.txt'), 'utf8')
  return list.trim().split('\n').map((file) => file.replace(/(^|\/)index\.html$/, '$1'))
}

async function shoot(browser, url, path, kind, out) {
  const { page, context, problems } = await openPage(browser, url + path, KINDS[kind])
  try {
    const name = join(out, `${decodeURI(path).replace(/\/$/, '').replaceAll('/', '_') || 'home'}.${kind}`)
    if (kind === 'print') {
      await page.emulateMedia({ media: 'print', colorScheme: 'light' })
      await page.pdf({ path: `${name}.pdf`, format: 'A4', preferCSSPageSize: true, printBackground: false })
      // The real pages too, where poppler is installed; it is not needed by any test.
      spawnSync('pdftoppm', ['-r', '70', '-png', `${name}.pdf`, `${name}.page`])
    }
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    const clip = height > TALLEST ? { clip: { x: 0, y: 0, width: KINDS[kind].viewport.width, height: TALLEST } } : {}
    if (height > TALLEST) console.log(`${name}.png: cut at ${TALLEST} of ${height} px`)
    await page.screenshot({ path: `${name}.png`, fullPage: true, ...clip })
    report.check('screenshots', statSync(`${name}.png`).size > 0, name, 'is empty')
    report.check('loading', problems.length === 0, `${path} (${kind})`, problems.join('; '))
    console.log(`${name}.png`)
  } finally {
    await context.close()
  }
}

const options = { out: { type: 'string', required: true }, kinds: { type: 'string' }, 'every-kind': { type: 'boolean', default: false } }
await withSite(usage, options, async (browser, url, given, values) => {
  mkdirSync(values.out, { recursive: true })
  const every = values['every-kind']
  const usual = Object.keys(KINDS).filter((kind) => every === kind.includes('.'))
  const kinds = values.kinds?.split(',') ?? usual
  const shots = (every ? everyKind() : given).flatMap((path) => kinds.map((kind) => ({ path, kind })))
  await eachOf(shots, async ({ path, kind }) => {
    if (!KINDS[kind]) report.fail('screenshots', kind, 'is no kind of screenshot')
    else await shoot(browser, url, path, kind, values.out).catch((error) => report.fail('screenshots', `${path} (${kind})`, error.message))
  })
})
process.exit(report.finish())
