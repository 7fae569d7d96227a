// Sheets for the notice board: each is one page of A4, however much or little there is to tell.
//
//   node tests/web/posters.mjs --bin target/release/mingbai [--dir DIR --base /gd/town/]
//
// Makes sites of its own with the program, and looks at the sheets of a built site too, where one is given.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { eachOf, Tabs } from './browse.mjs'
import { launchChromium, readArgs, Report, walk } from './lib.mjs'
import { cleanBase, serveStatic } from './static.mjs'

const usage = `usage: posters.mjs --bin PROGRAM [--dir DIR [--base /gd/town/]]`
const { values } = readArgs(usage, {
  bin: { type: 'string', required: true },
  dir: { type: 'string' },
  base: { type: 'string', default: '/' },
})

const report = new Report()

const SCHEMAS = {
  places: `title: 地名
primaryKey: id
fields:
  - {name: code, type: string, title: 代码, mingbai: {value: place_code}}
`,
  projects: `title: 项目
primaryKey: id
fields:
  - {name: state, type: string, title: 阶段, categories: [{value: building, label: 正在建设施工之中}, {value: done, label: 完工}]}
  - {name: place, type: string, title: 地点, mingbai: {ref: places}}
  - {name: planned_end, type: date, title: 计划完工, mingbai: {partial: true}}
  - {name: actual_end, type: date, title: 实际完工, mingbai: {partial: true}}
  - {name: budget, type: string, title: 批准的总预算, mingbai: {value: amount, stage: budget}}
  - {name: contact_post, type: string, title: 联系岗位}
  - {name: evidence_level, type: string, title: 证据, categories: [{value: document, label: 有文件，看得见}]}
mingbai: {machine: {state: state, steps: [building, done]}}
`,
  promises: `title: 承诺
primaryKey: id
fields:
  - {name: due_original, type: date, title: 期限, mingbai: {partial: true}}
  - {name: delivery, type: string, title: 进展, categories: [{value: not_rated, label: 未评估}]}
  - {name: projects, type: list, title: 项目, mingbai: {ref: projects}}
`,
  funds: `title: 资金
primaryKey: id
fields:
  - {name: applied, type: string, title: 申请, mingbai: {value: amount, stage: applied}}
  - {name: paid, type: string, title: 支出, mingbai: {value: amount, stage: paid}}
  - {name: projects, type: list, title: 项目, mingbai: {ref: projects}}
`,
}

/** A site with so many works, promises and funds in one village, each with words of that length. */
function site(count, length, language) {
  const long = (text) => text + '又'.repeat(length)
  const numbers = Array.from({ length: count }, (_, n) => n + 1)
  const records = {
    places: [`- {id: village, title: ${long('坑尾')}}`],
    projects: numbers.map((n) => `- {id: w${n}, title: ${long(`村道${n}`)}, state: building, place: village, planned_end: "原文未写（${long('预计')}）", budget: ${n}万元, contact_post: ${long(`岗位${n}`)}, evidence_level: document, as_of: ${2020 + (n % 3)}, sources: ["${long(`文件${n}`)}"]}`),
    promises: numbers.map((n) => `- {id: p${n}, title: ${long(`修好村道${n}`)}, due_original: 2023-0${1 + (n % 9)}, delivery: not_rated, projects: [w${n}]}`),
    funds: numbers.map((n) => `- {id: f${n}, title: ${long(`补助${n}`)}, applied: ${n}万元, paid: 原文未写, projects: [w${n}]}`),
  }
  const files = {
    'site.yaml': `title: ${long('某镇')}\nbase_url: https://town.example/${'very-long-path/'.repeat(length / 10)}\nlanguage: ${language}\n`,
    'content/_index.md': '---\ntitle: 首页\n---\n',
  }
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    files[`content/${name}/_collection.yaml`] = schema
    files[`content/${name}/_index.md`] = `---\ntitle: ${name}\n---\n`
    files[`content/${name}/${name}.yaml`] = records[name].join('\n') + '\n'
  }
  return files
}

async function look(tabs, dir, base, expected) {
  const server = await serveStatic(dir, { base: cleanBase(base) })
  try {
    const posters = walk(dir).filter((path) => /(^|\/)poster\/(\d{4}\/)?index\.html$/.test(path))
    report.check('posters', posters.length > 0, dir, 'has none')
    await eachOf(posters, async (path) => {
      const url = server.url.replace(/\/*$/, '/') + encodeURI(path.replace(/index\.html$/, ''))
      await tabs.lend(url, {}, async ({ page, problems }) => {
        report.check('loading', problems.length === 0, path, problems.join('; '))
        const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString('latin1')
        const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length
        report.check('one sheet', pages === 1, path, `is printed on ${pages} pages`)
        const lists = await page.$$eval('.poster section', (sections) =>
          sections.map((section) => ({
            rows: section.querySelectorAll('tbody tr').length,
            more: Number(section.querySelector('.poster-more')?.textContent.match(/\d+/)?.[0] ?? 0),
            columns: section.querySelectorAll('thead th').length,
            first: section.querySelector('tbody tr')?.textContent ?? '',
            all: Number(section.querySelector('.count')?.textContent.match(/\d+/)?.[0]),
          })),
        )
        for (const { rows, more, all } of lists) report.check('nothing lost', rows + more === all, path, `${rows} rows and ${more} more are not ${all}`)
        if (expected) expected(path, lists)
        report.check('code', (await page.$$('.poster svg.qr')).length === 1, path, 'has no QR code')
      })
    }, 2)
  } finally {
    await server.close()
  }
}

const browser = await launchChromium()
const tabs = new Tabs(browser)
const work = mkdtempSync(join(tmpdir(), 'posters-'))
try {
  if (values.dir) await look(tabs, values.dir, values.base)
  for (const [count, length, language] of [[1, 0, 'zh-CN'], [3, 0, 'zh-CN'], [60, 0, 'zh-CN'], [60, 12, 'zh-CN'], [60, 60, 'zh-CN'], [60, 12, 'en']]) {
    const root = join(work, `${count}-${length}-${language}`)
    for (const [path, text] of Object.entries(site(count, length, language))) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    const out = join(root, 'public')
    const built = spawnSync(values.bin, ['build', '-q', '--root', root, '--output', out], { encoding: 'utf8' })
    if (!report.check('building', built.status === 0, root, built.stderr)) continue
    const base = new URL(/base_url: (.*)/.exec(site(count, length, language)['site.yaml'])[1]).pathname
    await look(tabs, out, base, (path, lists) => {
      if (path.includes('20')) return
      report.check('lists', lists.length === 3, path, `${lists.length} lists instead of three`)
      report.check('lists', lists.every(({ all }) => all === count), path, `does not know of all ${count}`)
      // The promises fell due in 2023; the funds have no steps, and so no column of how far they are.
      if (lists[1].rows) report.check('overdue', /已逾期|overdue/.test(lists[1].first), path, `does not say that the first promise is overdue: ${lists[1].first}`)
      if (lists[2].rows) report.check('columns', lists[2].columns === 2, path, `has ${lists[2].columns} columns of funds, one of them empty`)
      report.check('room', lists.every(({ rows }) => rows >= Math.min(count, { 0: 2, 12: 1, 60: 0 }[length])), path, `leaves a list nearly empty: ${JSON.stringify(lists)}`)
    })
  }
} finally {
  rmSync(work, { recursive: true })
  await browser.close()
}
process.exit(report.finish())
