// The six questions that a reader of the town's home page must be able to answer within twenty seconds: for each, the
// element on the page, or one link away, that answers it. By what is read there, not by how the page is made.
//
//   node tests/web/questions.mjs --dir public --base /gd/town/ --paths ""

import { openPage, withSite } from './browse.mjs'
import { Report } from './lib.mjs'

const usage = 'usage: questions.mjs (--url URL | --dir DIR [--base /gd/town/]) --paths ""'

// `says`: one element in <main> says all of it. `leads`: and in it, or in the link that it is, a link leads there, where
// `there` is said. `under`: the last heading before it. `each`: every one of these links stands in <main> and leads to a page that says `there`.
const QUESTIONS = [
  { asks: '学校几时开？', says: [/教学楼/, /2023年9月/, /预计/], leads: /^(projects\/jiao-xue-lou|commitments\/c-32)\/$/, there: [/2023年9月/] },
  {
    asks: '我们村有什么工程？',
    each: ['坑尾', '上洞', '岭排', '曹角湾', '瓢子塘', '下坪', '汤湖', '和洞', '黄洞', '营背'],
    leads: /^places\/[a-z-]+\/$/,
    there: [/与它有关的|项目|工程/],
  },
  { asks: '找谁？', says: [/电话/, /待补充/] },
  { asks: '钱有多少？', says: [/6400万元/], leads: /^(figures|projects|funds|contracts)\//, there: [/6400万元/] },
  { asks: '到了没有？', says: [/200万元/, /到没到账|是否到账|争取/], leads: /^(figures|funds)\//, there: [/200万元/] },
  { asks: '哪些事要到期了？', under: /到期/, says: [/9月/, /教学楼/], leads: /^(projects\/jiao-xue-lou|commitments\/c-32)\/$/, there: [/9月/] },
  { asks: '哪些事要到期了？（力争）', under: /到期/, says: [/10月前/, /力争/], leads: /^(commitments\/c-18|projects\/[a-z-]+)\/$/, there: [/10月/] },
  { asks: '哪些数对不上？', says: [/每一处怎么对不上/], leads: /^checks\/$/, there: [/对不上\s*\d+处/, /6400万元|16万人次|22%/] },
]

const report = new Report()

/** In the page: the smallest element of <main> that is shown and says all of it; its links, relative to the site. */
function answer({ says, under, base }) {
  const patterns = says.map((each) => new RegExp(each))
  const headings = [...document.querySelectorAll('main h1, main h2, main h3, main h4')]
  const heading = (e) => headings.filter((h) => h.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING).pop()?.innerText ?? ''
  const fits = [...document.querySelectorAll('main *')].filter((e) => e.getClientRects().length && patterns.every((p) => p.test(e.innerText ?? '')) && new RegExp(under).test(heading(e)))
  const smallest = fits.filter((e) => !fits.some((other) => other !== e && e.contains(other)))
  return smallest.map((e) => {
    // A link beside the words counts where both stand in one row, item, card or section.
    const around = e.closest('li, tr, p, section, article') ?? e
    const links = [e.closest('a'), ...e.querySelectorAll('a'), ...around.querySelectorAll('a')].filter(Boolean)
    const name = `<${e.tagName.toLowerCase()}${e.className ? ` class="${e.className}"` : ''}> ${e.innerText.replace(/\s+/g, ' ').slice(0, 60)}`
    return { name, links: links.map((a) => new URL(a.href).pathname.replace(base, '')) }
  })
}

await withSite(usage, {}, async (browser, url, paths) => {
  const base = new URL(url).pathname
  const { page } = await openPage(browser, url + paths[0], { viewport: { width: 360, height: 800 } })
  const { page: next } = await openPage(browser, url + paths[0], { viewport: { width: 360, height: 800 } })

  async function follows(asks, path, there) {
    const response = await next.goto(url + path)
    const text = await next.innerText('main')
    for (const each of there) report.check(asks, response.ok() && each.test(text), path, `does not say ${each}`)
  }

  for (const { asks, says, under, each, leads, there } of QUESTIONS) {
    if (each) {
      const links = await page.evaluate(() => [...document.querySelectorAll('main a')].filter((a) => a.getClientRects().length).map((a) => [a.innerText.trim(), new URL(a.href).pathname]))
      for (const name of each) {
        const path = links.find(([text, target]) => text.startsWith(name) && leads.test(target.replace(base, '')))?.[1]?.replace(base, '')
        if (report.check(asks, path, '', `no link “${name}” to a page of the place`)) await follows(asks, path, there)
      }
      console.log(`${asks}  ${each.length} links`)
      continue
    }
    const found = await page.evaluate(answer, { says: says.map((pattern) => pattern.source), under: under?.source ?? '', base })
    const best = found.find(({ links }) => !leads || links.some((link) => leads.test(link)))
    const where = found[0] ? `in ${found[0].name}` : ''
    if (!report.check(asks, best, where, found.length ? `no link to ${leads}` : `nothing in <main> says ${says.join(' and ')}`)) continue
    console.log(`${asks}  ${best.name}`)
    if (leads) await follows(asks, best.links.find((link) => leads.test(link)), there)
  }
})
process.exit(report.finish())
