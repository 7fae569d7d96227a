// Holds style sheets and scripts to the oldest browsers that the site promises to work in: Chromium 87 (WeChat's browser
// of that age) and iOS 14. No browser that old can be installed, so this reads: CSS against the data of caniuse, scripts
// with a parser of ES2019.
//
//   node tests/web/baseline.mjs public

import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readArgs, Report, requireTool, toolFile, walk } from './lib.mjs'

const OLDEST = ['chrome 87', 'ios_saf 14.0-14.4']

// What may be newer, because a browser that does not know it shows the same page, only less finely. Each with its reason;
// where the reason is something beside it in the style sheet, the test looks for it.
const FINER = {
  'css-container-queries': 'the rules stand in a media query too, or choose between two drawings that both can be read',
  'css-overflow': 'only `clip` and two values are new, and looked for below',
  'css-color-adjust': 'marks print hollow',
  'css-focus-visible': 'beside `:focus`, which all know; then the outline shows on clicks too',
  'css-text-indent': 'only `each-line` and `hanging` are new',
  'css-text-spacing': 'spacing of Han and Latin is finer',
  'css-hanging-punctuation': 'punctuation is finer',
  'css-paged-media': 'margins of paper',
  'css-print-color-adjust': 'marks print hollow',
  'css-page-break': 'where pages break',
  'css-widows-orphans': 'where pages break',
  'css-scroll-behavior': 'jumps instead of gliding',
  'css-scrollbar': 'the bar of a row that scrolls is seen',
  'css-sticky': 'the contents list scrolls away',
  'css-appearance': 'the look of controls',
  'css-resize': 'iOS has no handle to resize a box by',
  'css3-cursors': 'phones have no pointer',
  'css3-cursors-newer': 'phones have no pointer',
  'css3-tabsize': 'width of tabs in code',
  'css-line-clamp': 'prefixed, as all browsers know it',
  'mdn-text-decoration-shorthand': 'iOS 14 draws the plain line of the link',
  'mdn-text-decoration-style': 'iOS 14 draws the plain line of the link',
  'mdn-text-decoration-color': 'iOS 14 draws the plain line of the link',
  'text-decoration': 'how thick a line is and where it lies',
  'text-emphasis': 'beside the prefixed one',
  'text-size-adjust': 'beside the prefixed one',
  'extended-system-fonts': 'one name in a list of fonts',
  'font-family-system-ui': 'one name in a list of fonts',
  'intrinsic-width': 'checked by the keyword below',
  'multicolumn': 'breaks between columns',
  'outline': 'only `outline-color: invert` is missing, and unused',
  'css-media-interaction': 'hover is refined where it is known',
  'user-select-none': 'beside the prefixed one',
}

// What the data does not look for: [pattern in a declaration `name: value`, what is wrong].
const DECLARATIONS = [
  [/^(aspect-ratio|inset|inset-(block|inline)|accent-color|translate|rotate|scale|color-scheme-only):/, 'is newer than the baseline'],
  [/:.*\b\d*\.?\d+(dvh|svh|lvh|cqw|cqi|lh|rlh)\b/, 'uses a unit newer than the baseline'],
  [/:.*\b(color-mix|light-dark|oklch|oklab|lab|lch|round|mod|rem\(|sin|cos)\(/, 'uses a function newer than the baseline'],
  [/^overflow(-[xy])?:.*(clip|\w \w)/, 'is newer than the baseline'],
  [/^display:.*\b(grid-lanes|contents)\b/, 'hides elements from readers in the browsers of the baseline'],
]
// Of the selectors, those that a browser drops a whole rule for.
const SELECTORS = /:(has|is|where)\(|:(user-valid|user-invalid|popover-open|modal|open)\b|&/

// Names of the library that are newer; a script may look for them before it uses them, by naming them here.
const NAMES = new Set(['at', 'hasOwn', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'structuredClone', 'randomUUID', 'groupBy', 'withResolvers', 'togglePopover', 'showPopover', 'startViewTransition', 'requestIdleCallback', 'checkVisibility'])
const LOOKED_FOR = new Map([
  ['showModal', /if \(!\w+\.showModal\)/],
  ['Highlight', /window\.Highlight &&/],
  ['highlights', /CSS\.highlights\b/],
  ['speechSynthesis', /&& window\.speechSynthesis/],
])

const usage = 'usage: baseline.mjs DIR'
const { positionals } = readArgs(usage, {}, { positionals: 1 })
const dir = positionals[0]
const report = new Report()
const { default: DoIUse } = await import(pathToFileURL(toolFile('doiuse', 'lib', 'DoIUse.js')))
const postcss = requireTool('postcss')
const acorn = requireTool('acorn')

function styles(path) {
  const css = readFileSync(join(dir, path), 'utf8')
  const root = postcss.parse(css, { from: path })
  const where = (node) => `${basename(path)}:${node.source?.start?.line}`
  const fine = new Set()
  new DoIUse({
    browsers: OLDEST,
    onFeatureUsage({ feature, featureData, usage }) {
      if (!featureData.missing && !featureData.partial) return
      if (feature in FINER) return fine.add(feature)
      report.fail('style sheet', where(usage), `${feature}: ${featureData.missing ?? ''} ${featureData.partial ?? ''} (${String(usage).split('\n')[0].slice(0, 80)})`)
    },
  }).postcss(root, { warn() {} })

  root.walkDecls((decl) => {
    report.passed += 1
    for (const [pattern, what] of DECLARATIONS) {
      if (pattern.test(`${decl.prop}: ${decl.value}`)) report.fail('style sheet', where(decl), `${decl.prop}: ${decl.value} ${what}`)
    }
    // Below iOS 14.5 rows of a flexible box have no gap: a margin has to make it.
    if (/^(row-|column-)?gap$/.test(decl.prop) && isFlexible(decl.parent)) report.fail('style sheet', where(decl), `${decl.parent.selector}: gap in a flexible box`)
  })
  root.walkRules((rule) => {
    if (inside(rule, 'supports')) return
    if (SELECTORS.test(rule.selector)) report.fail('style sheet', where(rule), `${rule.selector}: a selector newer than the baseline`)
    // One unknown selector takes the others of its list with it.
    if (rule.selectors.length > 1 && rule.selectors.some((each) => /:focus-visible|::(highlight|marker|file-selector-button)/.test(each))) {
      report.fail('style sheet', where(rule), `${rule.selector}: what an old browser does not know stands in one list with what it does`)
    }
  })
  // What stands in a container query has to stand in a media query too.
  const elsewhere = new Set()
  root.walkRules((rule) => void (inside(rule, 'media') && elsewhere.add(text(rule))))
  root.walkRules((rule) => {
    if (inside(rule, 'container') && !/^\.chart \.(wide|narrow)$/.test(rule.selector)) report.check('style sheet', elsewhere.has(text(rule)), where(rule), `${rule.selector} is the same nowhere in @media: a phone of the baseline does not have it`)
  })
  return fine

  function isFlexible(rule) {
    let display = null
    root.walkRules((each) => {
      if (each.selectors.some((s) => rule.selectors.includes(s))) each.walkDecls('display', (d) => void (display = d.value))
    })
    return /flex/.test(display ?? '')
  }
}

function inside(node, name) {
  for (let each = node.parent; each; each = each.parent) if (each.type === 'atrule' && each.name === name) return true
  return false
}

/** A rule without regard to where it stands and in which order it says things. */
const text = (rule) => `${rule.selector}{${rule.nodes.map((each) => each.toString()).sort().join(';')}}`.replace(/\s+/g, ' ')

function script(path) {
  const code = readFileSync(join(dir, path), 'utf8')
  const where = basename(path)
  try {
    acorn.parse(code, { ecmaVersion: 2019, sourceType: 'script' })
    report.check('script', true)
  } catch (error) {
    return report.fail('script', where, `is no ES2019: ${error.message}`)
  }
  let before
  for (const token of acorn.tokenizer(code, { ecmaVersion: 2019 })) {
    const isMember = before === '.'
    before = token.type.label
    if (before !== 'name' || !isMember) continue
    report.check('script', !NAMES.has(token.value), where, `${token.value} is newer than the baseline`)
    const guard = LOOKED_FOR.get(token.value)
    if (guard) report.check('script', guard.test(code), where, `${token.value} is used without a look whether it is there`)
  }
}

const files = walk(dir)
const fine = new Set()
for (const path of files.filter((each) => each.endsWith('.css'))) styles(path).forEach((each) => fine.add(each))
for (const path of files.filter((each) => /\.m?js$/.test(each))) script(path)
for (const kind of ['css', 'js']) report.check('files', files.some((each) => each.endsWith(`.${kind}`)), dir, `holds no .${kind}`)
console.log(`finer in newer browsers: ${[...fine].sort().join(', ') || 'nothing'}`)
process.exit(report.finish())
