// Writes a made-up site of any size for the tests of the search, the same in every run: Han words as often as words are, which
// is few of them very often and most of them seldom; amounts, dates, numbers of documents, a little English.
//
//   node tests/web/search-site.mjs DIR --pages 2000

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readArgs } from './lib.mjs'
import { dice } from './search-oracle.mjs'

const { values, positionals } = readArgs('usage: search-site.mjs DIR --pages N [--seed 8]', { pages: { type: 'string', required: true }, seed: { type: 'string', default: '8' } }, { positionals: 1 })
const dir = positionals[0]
const pages = Number(values.pages)
const roll = dice(Number(values.seed))
const pick = (list) => list[roll(list.length)]

const SIGNS = [
  ...('村镇县乡组路桥渠塘坝河沟山林田地水电气网房屋楼校院所站厅局委办会人员户家口丁老幼妇儿学师医工农商贸旅游景区点带圈园厂库市场店铺车船机械设备' +
    '建修改扩增减清查整治保护管理监督检验收支付批复申报登记公开通知决定意见方案计划总结报告材料数据台账项目资金款项收入支出预算决算补助奖励' +
    '种植养殖茶果蔬菜粮油米豆鱼鸡鸭牛羊猪竹木花草肥料土壤灌溉排污垃圾厕所绿化亮化美化道路硬底化环境卫生安全生产消防防汛抗旱森林火灾地质灾害' +
    '教育培训就业创业招工劳务合作社企业公司银行贷款担保保险医疗养老救助低收入帮扶振兴示范先行试点推进落实完成达到超过接近争取力争预计目前今年去年明年'),
]
const words = Array.from({ length: 4000 }, () => Array.from({ length: 2 + (roll(4) === 0 ? 1 : 0) }, () => pick(SIGNS)).join(''))
/** Zipf: the word of rank r about 1/r as often as the first. */
const word = () => words[Math.min(words.length - 1, Math.floor(Math.exp((roll(1_000_000) / 1_000_000) * Math.log(words.length))) - 1 + roll(3))]
const places = Array.from({ length: 24 }, () => pick(SIGNS) + pick([...'坑洞岭排湾塘坪寨围圩陂']))
const number = () => pick([() => `${1 + roll(999)}`, () => `${roll(99)}.${roll(100)}`, () => `${1 + roll(90)},${100 + roll(900)}`])()
const amount = () => `${number()}${pick(['万元', '元', '亩', '米', '人次', '户', '个', '%'])}`
const day = () => `202${roll(4)}年${1 + roll(12)}月${1 + roll(28)}日`
const paper = () => `${pick(places)}${pick(['府', '办', '农', '建'])}〔202${roll(4)}〕${1 + roll(120)}号`
const english = () => pick(['annual report', 'Village Road Plan', 'water supply', 'PPP', 'GIS', 'No. 7 Canal'])

function sentence() {
  const parts = []
  for (let i = 0; i < 4 + roll(10); i += 1) {
    const kind = roll(20)
    parts.push(kind === 0 ? amount() : kind === 1 ? day() : kind === 2 ? paper() : kind === 3 && roll(3) === 0 ? ` ${english()} ` : word())
    if (roll(5) === 0) parts.push(pick(['，', '、', '；', '“', '”', '（', '）']))
  }
  return `${parts.join('').replace(/[，、；“（]$/, '')}。`
}
const paragraph = () => Array.from({ length: 2 + roll(5) }, sentence).join('')

function page(n) {
  const place = pick(places)
  const month = String(1 + roll(12)).padStart(2, '0')
  const head = ['---', `title: "${place}${word()}${word()}${pick(['工程', '项目', '办法', '情况', '通知'])}${roll(3) ? '' : `（第${n}号）`}"`, `date: 202${roll(4)}-${month}-${String(1 + roll(28)).padStart(2, '0')}`, `place: ${place}`, '---', '']
  const body = []
  for (let i = 0; i < 1 + roll(4); i += 1) body.push(`## ${word()}${word()}`, '', ...Array.from({ length: 1 + roll(3) }, paragraph).flatMap((text) => [text, '']))
  body.push('| 项 | 数 | 金额 |', '|---|--:|--:|', ...Array.from({ length: 1 + roll(6) }, () => `| ${word()} | ${roll(500)} | ${amount()} |`), '')
  return [...head, ...body].join('\n')
}

const content = join(dir, 'content')
mkdirSync(content, { recursive: true })
writeFileSync(join(dir, 'site.yaml'), 'title: 找一找\nbase_url: https://search.example/\nas_of: 2026-01-01\npublisher: 找一找\ntaxonomies:\n  - {name: place, title: 地方}\n')
writeFileSync(join(content, '_index.md'), '---\ntitle: 找一找\n---\n\n首页。\n')
const folders = ['gongcheng', 'huiyi', 'zijin', 'tongzhi']
folders.forEach((folder, i) => {
  mkdirSync(join(content, folder), { recursive: true })
  writeFileSync(join(content, folder, '_index.md'), `---\ntitle: ${['工程', '会议', '资金', '通知'][i]}\n---\n\n这一栏。\n`)
})
for (let n = 0; n < pages; n += 1) writeFileSync(join(content, folders[n % folders.length], `p-${String(n).padStart(6, '0')}.md`), page(n))
console.log(`${pages} pages in ${dir}`)
