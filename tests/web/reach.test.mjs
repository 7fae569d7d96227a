// Proves that reach.mjs and baseline.mjs catch each kind of fault.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { BASE, goodSite, writeSite } from './fixture.mjs'
import { shareChromium } from './lib.mjs'

after(await shareChromium())

const here = dirname(fileURLToPath(import.meta.url))

function run(tool, args) {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(here, tool), ...args], { encoding: 'utf8' }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }))
  })
}

const reach = (files, ...flags) => run('reach.mjs', ['--dir', writeSite(files), '--base', BASE, '--paths', '', ...flags])
const baseline = (files) => run('baseline.mjs', [writeSite(files)])

function spoil(path, from, to) {
  const files = goodSite()
  const spoilt = files[path].replace(from, to)
  assert.notEqual(spoilt, files[path], `the fault was not put into ${path}`)
  return { ...files, [path]: spoilt }
}

const style = (css) => ['style.css', /$/, css]
const script = (js) => ['app.js', /$/, js]
const into = (html) => ['index.html', '</main>', `${html}</main>`]
const links = '<a href="#1">1</a> <a href="#2">2</a> <a href="#3">3</a> <a href="#4">4</a>'

// [what is wrong, what the output has to say, [file, from, to], flags]
const FAULTS = [
  ['too wide for 320 px', /\(home\) at 320 px: the page is \d+ px wide/, into(`<p>${'m'.repeat(45)}</p>`)],
  ['type of a fixed size', /does not follow the browser's size/, style('body { font-size: 16px }')],
  ['a run of another language', /“[a-z ]+account” in zh-cn/, into('<p>见 a town and its account 一文</p>')],
  ['words that scripts bring', /the main text differs/, script('addEventListener("DOMContentLoaded", () => document.querySelector("main").append("更多"))')],
  ['navigation that scripts bring', /links of navigation/, script('addEventListener("DOMContentLoaded", () => document.querySelector("nav").insertAdjacentHTML("beforeend", "<a href=x>x</a>"))')],
  ['a button that does nothing without scripts', /shows what does nothing: 大字/, into('<button type="button">大字</button>')],
  ['motion', /moves although the reader asked for less: html/, style('html { scroll-behavior: smooth }')],
  ['a focus that is not seen', /its focus is not seen: a line of 0 px/, style('a:focus { outline: none }'), ['--walk', '']],
  ['an order against the page', /against the order of the page/, into('<a href="#5" tabindex="0">5</a><a href="#6" tabindex="2">6</a><a href="#7" tabindex="1">7</a>'), ['--walk', '']],
  ['a trap', /Tab reaches \d+ of \d+/, script('document.addEventListener("keydown", (e) => { if (e.key === "Tab" && document.activeElement.textContent === "3") e.preventDefault() })'), ['--walk', '']],
  ['no skip link', /the skip link, first in the page, does not lead into <main>/, into(''), ['--walk', '']],
]

// A browser waits more than it works.
describe('reach', { concurrency: 2 }, () => {
  test('a faultless site passes', async () => {
    const { code, output } = await reach(goodSite())
    assert.equal(code, 0, output)
    assert.match(output, /^[1-9]\d+ passed, 0 failed$/m)
  })

  for (const [what, says, change, flags = []] of FAULTS) {
    test(`fault: ${what}`, async () => {
      const files = change[2] === '</main>' ? goodSite() : spoil(...change)
      if (flags.length) files['index.html'] = files['index.html'].replace('</main>', `<p>${links}</p></main>`)
      const { code, output } = await reach(files, ...flags)
      assert.equal(code, 1, output)
      assert.match(output, says)
    })
  }

  const OLD = [
    ['a gap in a flexible box', /flexbox-gap|gap in a flexible box/, style('.a { display: flex; gap: 1rem }')],
    ['a selector that looks into an element', /css-has|newer than the baseline/, style('p:has(a) { color: #000 }')],
    ['a container query alone', /the same nowhere in @media/, style('@container (max-width: 40rem) { td { display: block } }')],
    ['a list with an unknown selector', /stands in one list/, style('a:hover, a:focus-visible { color: #000 }')],
    ['a property without fallback', /aspect-ratio: 1/, style('img { aspect-ratio: 1 }')],
    ['newer syntax', /is no ES2019/, script('document.body?.focus()')],
    ['a newer part of the library', /at is newer than the baseline/, script('[1].at(-1)')],
    ['a dialog that is not looked for', /showModal is used without a look/, script('document.querySelector("dialog").showModal()')],
  ]

  test('what old browsers know passes', async () => {
    const { code, output } = await baseline(goodSite())
    assert.equal(code, 0, output)
  })

  for (const [what, says, change] of OLD) {
    test(`too new: ${what}`, async () => {
      const { code, output } = await baseline(spoil(...change))
      assert.equal(code, 1, output)
      assert.match(output, says)
    })
  }

  test('a home page that answers none of the six questions fails on each', async () => {
    const { code, output } = await run('questions.mjs', ['--dir', writeSite(goodSite()), '--base', BASE, '--paths', ''])
    assert.equal(code, 1, output)
    assert.equal(output.match(/nothing in <main> says/g)?.length, 7, output)
    assert.match(output, /no link “坑尾” to a page of the place/)
  })
})
