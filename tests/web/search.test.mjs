// The parts of search.js that need no browser: folding, reading the files, choosing runs, finding, marking.
// The index is made here, from a handful of documents.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { engine } from './search-lib.mjs'
import { gather, lengths, linesOf, number, posting, runsOf } from './search-index.mjs'

const search = engine()
const plain = (value) => JSON.parse(JSON.stringify(value))

/** The engine over documents `{ title, names, text, kind, places, years, answer }`, and the files that it asked for. */
function opened(documents, { shards = 8, language = 'zh-CN' } = {}) {
  const kinds = [
    { name: 'projects', title: '项目', language: 'zh-CN' },
    { name: '-figures', title: '数', language: 'zh-CN' },
    { name: '-lists', title: '列表', language: 'zh-CN' },
    { name: 'projects', title: 'Projects', language: 'en' },
  ]
  const list = (all) => [all.length, ...all]
  const table = documents.map(({ kind = 0, places = [], years = [], ...names }) => [kind, ...list(places), ...list(years), ...list(lengths(names))].map(number).join('')).join('')
  const entries = documents.map(({ title, names, text, answer }, i) => ({ url: `d/${i}/`, title, names, text: `\u0001${title}\n${text}`, answer }))
  const runs = gather(entries)
  const seen = []
  const load = async (path) => {
    seen.push(path)
    const [folder, at] = path.split(/[/.]/)
    if (path === 'docs.js') return [{ version: 2, set: 'now', count: documents.length, shards, each: 4, kinds, places: ['坑尾', '上洞'], years: ['2023', '2022'], table }, 'now']
    if (folder === 't') return [entries.slice(4 * at, 4 * at + 4).map((each) => ({ ...each })), 'now']
    const own = Object.fromEntries([...runs].filter(([run]) => search.shardOf(run, shards) === Number(at)).map(([run, lists]) => [run, lists.map(posting).join('|')]))
    return [own, 'now']
  }
  return { index: search.open(load, language), seen, load }
}

async function found(index, typed, { filter = {}, want = 10, further, most } = {}) {
  const asked = await index.look(typed)
  const settled = await index.settle(asked, filter, want, further, most)
  return plain({ ...settled, kind: asked.kind, cut: asked.cut })
}

test('what reads the same is folded into the same', () => {
  const cases = [
    [' 16 万人次 ', '16万人次'],
    ['１６万，（甲）：ＡＢＣ', '16万,(甲):abc'],
    ['「甲」『乙』“丙”《丁》〔2023〕7号', '"甲""乙""丙"<丁>(2023)7号'],
    ['The\u3000annual  report 2023 年\u00A0度', 'the annual report 2023年度'],
    ['a\u200Bb – c', 'ab-c'],
    ['ÀÉ İ', 'àé İ'],
    ['𠮷 村', '𠮷村'],
    ['\u3000', ''],
    ['︵甲︶﹙乙﹚︽丙︾︿丁﹀｢戊｣､己｡', '(甲)(乙)<丙><丁>"戊",己.'],
    ['﹁甲﹂﹝乙﹞︻丙︼，︱﹘－﹐﹑︐︑︒︰･﹉', '"甲"(乙)(丙),---,,,,..·'],
    ['［甲］＂～￥', '(甲)"~¥'],
  ]
  for (const [from, to] of cases) assert.equal(search.fold(from), to)
})

test('every folded unit knows where it came from', () => {
  for (const line of ['（Ａ b\u200B 村', '𠮷 16 万', 'annual  report', '  甲  ']) {
    const places = []
    const folded = search.fold(line, places)
    assert.equal(places.length, folded.length)
    const whole = places.length ? line.slice(places[0][0], places.at(-1)[1]) : ''
    assert.equal(search.fold(whole), folded)
  }
})

test('numbers and postings are read as they are written', () => {
  assert.deepEqual(plain(search.numbers('ABfgB/fggB')), [0, 1, 31, 32, 1023, 1024])
  const lists = [[], [0], [3, 4, 40], [0, 1, 2, 3, 4, 5, 6, 7], Array.from({ length: 600 }, (_, i) => i), [5, 11_999]]
  assert.deepEqual(lists.slice(0, 4).map(posting), ['', '-A', '-DAjB', '+/D'])
  for (const list of lists) assert.deepEqual(plain(search.posting(posting(list))), list)
})

test('shards are those of the program', () => {
  const of = (run) => search.shardOf(run, 4096)
  assert.notEqual(of('农业'), of('业农'))
  // FNV-1a of the UTF-16 units, by hand.
  const hash = [...'村'].reduce((h, sign) => Math.imul(h ^ sign.charCodeAt(0), 16777619) >>> 0, 2166136261)
  assert.equal(of('村'), ((hash ^ (hash >>> 15)) >>> 0) % 4096)
})

test('a query is covered by runs that the index has', () => {
  for (const query of ['农业', '修村道', '乡村振兴示范带', '2023-08-31', '共2023年', '[2023]7号', 'annual report', '12.5', 'ab', '𠮷村', '2021年7月20日', '达16万元', '3年8月']) {
    const { first, others } = plain(search.runsOf(query))
    const has = new Set(runsOf(query))
    for (const run of [...first, ...others]) assert.ok(has.has(run), `${query}: ${run}`)
    const signs = [...query]
    const covered = new Set()
    for (const run of first) {
      for (let at = 0; at <= signs.length; at += 1) {
        if (signs.slice(at, at + [...run].length).join('') === run) [...run].forEach((_, i) => covered.add(at + i))
      }
    }
    assert.equal(covered.size, signs.length, `${query} is not covered by ${first.join(' ')}`)
  }
  assert.deepEqual(plain(search.runsOf('农业').first), ['农业'])
  assert.deepEqual(plain(search.runsOf('12345678').first).sort(), ['123456', '345678'])
})

test('what may hold a run is looked up in its text', async () => {
  // The pairs of 修村道 stand in the second too, but not the run.
  const { index } = opened([
    { title: '甲', text: '今年修村道三条' },
    { title: '乙', text: '修村里的水圳\n村道以后再说' },
    { title: '丙', text: '修村\n村道' },
  ])
  assert.deepEqual((await found(index, '修村道')).hits, [0])
  assert.deepEqual((await found(index, '村里的水')).hits, [1])
  assert.deepEqual((await found(index, '道路')).hits, [])
  assert.equal((await found(index, '修村道路')).count, 0)
})

test('titles before headings before numbers before text, as typed before folded, lists last', async () => {
  const { index } = opened([
    { title: '甲', text: '说到水圳' },
    { title: '乙', text: '\u0002水圳7条' },
    { title: '丙', text: '\u0001修水圳' },
    { title: '水圳一览', text: '丁', kind: 2 },
    { title: '新水圳', text: '戊' },
    { title: '水圳', text: '己', kind: 2 },
  ])
  assert.deepEqual((await found(index, '水圳')).hits, [5, 4, 3, 2, 1, 0])
  const { index: other } = opened([
    { title: 'ＡＢ镇', text: '' },
    { title: 'ab镇', text: '' },
  ])
  assert.deepEqual((await found(other, 'ab')).hits, [1, 0])
  assert.deepEqual((await found(other, 'ＡＢ')).hits, [0, 1])
})

test('who is just called so stands before the many that are also called so', async () => {
  const documents = Array.from({ length: 40 }, (_, i) => ({ title: `第${i}段水圳`, text: '', years: [0] }))
  documents.push({ title: '水圳', text: '', kind: 2 }, { title: '第9号', names: '水圳\n沟', text: '', kind: 1 })
  const { index } = opened(documents)
  assert.deepEqual((await found(index, '水圳')).hits.slice(0, 2).sort(), [40, 41])
  // Many more than may be looked up: the last of them is among the first that are.
  const { index: many } = opened([...documents.slice(0, 40), ...Array.from({ length: 300 }, (_, i) => ({ title: `水圳之${i}`, text: '别的事很多，一件一件说'.repeat(60) })), { title: '水圳', text: '', kind: 2 }])
  assert.equal((await found(many, '水圳', { most: 20_000 })).hits[0], 340)
  // What has to be checked, and one sign, alike.
  const { index: other } = opened(documents.map((each) => ({ ...each, title: each.title.replace('水圳', '新水圳'), names: each.names?.replace('水圳', '新水圳') })))
  for (const typed of ['新水圳', '新 水圳']) {
    const { hits, count } = await found(other, typed)
    assert.deepEqual([hits.slice(0, 2).sort(), count], [[40, 41], 42])
  }
  const { index: short } = opened(documents.map((each) => ({ ...each, title: each.title.replace('水圳', '圳') })))
  assert.deepEqual((await found(short, '圳')).hits[0], 40)
})

// A list of the section 工程 has 25 pages, “工程 – 第2页” and so on; whichever stands in the middle of them is found as well.
test('who is just called so stands first, whatever is called nearly so and wherever it stands', async () => {
  const text = '别的事很多，一件一件说'.repeat(60)
  for (const typed of ['工程', '桥', '工程一览表', '2023']) {
    const documents = Array.from({ length: 400 }, (_, i) => ({ title: `${typed} – 第${i + 2}页`, text, kind: 2 }))
    documents[200] = { title: typed, text, kind: 2 }
    documents[301] = { title: '甲', names: `乙\n${typed}`, text, kind: 2 }
    const { index } = opened(documents)
    assert.deepEqual((await found(index, typed, { most: 20_000 })).hits.slice(0, 2), [200, 301], typed)
  }
})

test('the first screen is full where so much is known', async () => {
  const documents = Array.from({ length: 400 }, (_, i) => ({ title: `第${i}件`, text: '修村道' + (i % 8 ? '' : '，另有别的事') + '一二三四五六七八九十'.repeat(60), years: [i % 8 ? 1 : 0] }))
  const { index } = opened(documents)
  const { hits, count } = await found(index, '村道', { most: 4000 })
  assert.deepEqual([hits.length, count], [10, 400])
})

test('of as many of one name as there may be, each comes once and in one order', async () => {
  const documents = Array.from({ length: 60 }, (_, i) => ({ title: i % 2 ? '水圳' : `第${i}段水圳`, text: '' }))
  for (const want of [10, 20, 30]) {
    const { index } = opened(documents)
    const { hits } = await found(index, '水圳', { want })
    assert.deepEqual(hits, Array.from({ length: want }, (_, i) => 2 * i + 1))
  }
})

test('newer years first, the own language first', async () => {
  const { index } = opened([
    { title: '甲村道', text: '', years: [1] },
    { title: '乙村道', text: '', years: [0] },
    { title: '丙村道', text: '', years: [0], kind: 3 },
  ])
  assert.deepEqual((await found(index, '村道')).hits, [1, 0, 2])
})

test('one sign is looked for in titles', async () => {
  const { index } = opened([
    { title: '桥', text: '路' },
    { title: '路', text: '桥' },
  ])
  const { kind, hits } = await found(index, '桥')
  assert.deepEqual([kind, hits], ['sign', [0]])
  assert.deepEqual((await found(index, '塘')).hits, [])
})

test('words that no page says as they stand are looked for one by one', async () => {
  const { index } = opened([
    { title: '甲', text: '坑尾\n修村道' },
    { title: '乙', text: '坑尾村道' },
    { title: '丙', text: '坑尾' },
  ])
  // Spaces between Han are none: this is one run.
  assert.deepEqual((await found(index, '坑尾 村道')).hits, [1])
  assert.equal((await found(index, '村道 坑尾')).count, 0)
  const words = await index.lookForWords('村道 坑尾')
  assert.deepEqual(plain(await index.settle(words, {}, 10)).hits.sort(), [0, 1])
  assert.equal(await index.lookForWords('村道坑尾'), null)
  // What stands between words in Chinese parts them too, a comma within a number does not.
  for (const typed of ['村道、坑尾', '村道，坑尾', '坑尾；村道', '坑尾,村道、']) {
    const marked = await index.lookForWords(typed)
    assert.deepEqual(plain(await index.settle(marked, {}, 10)).hits.sort(), [0, 1], typed)
  }
  assert.equal(await index.lookForWords('1,200'), null)
  // Marks at its ends are no part of a word.
  assert.deepEqual(plain(await index.settle(await index.lookForWords('“村道？'), {}, 10)).hits.sort(), [0, 1])
})

test('choices narrow, and the counts tell by how much', async () => {
  const { index } = opened([
    { title: '甲', text: '修村道', places: [0], years: [0] },
    { title: '乙', text: '修村道', places: [1], years: [0] },
    { title: '丙', text: '修村道', places: [0, 1], years: [1], kind: 1 },
    { title: '丁', text: '村道修' },
  ])
  const asked = await index.look('修村道')
  await index.settle(asked, {}, 10)
  const counts = (filter) => Object.fromEntries(Object.entries(index.facets(asked, filter)).map(([name, map]) => [name, [...map].sort()]))
  assert.deepEqual(plain(counts({})), { kind: [[0, 2], [1, 1]], place: [[0, 2], [1, 2]], year: [[0, 2], [1, 1]] })
  assert.deepEqual(plain(counts({ place: 0 })), { kind: [[0, 1], [1, 1]], place: [[0, 2], [1, 2]], year: [[0, 1], [1, 1]] })
  assert.deepEqual((await found(index, '修村道', { filter: { place: 0, year: 1 } })).hits, [2])
})

test('checking stops when it has cost enough, says how far it came, and goes on', async () => {
  const documents = Array.from({ length: 80 }, (_, i) => ({ title: `第${i}件`, text: i % 40 === 39 ? '先修村道后修桥' : '先修村，村道，道后，后修，修桥' }))
  const { index, seen } = opened(documents)
  // The shards are there: what follows is texts.
  await index.look('先修村道后修桥')
  const some = await found(index, '先修村道后修桥', { most: 400 })
  assert.deepEqual(some.hits, [])
  assert.ok(some.open > 40 && some.open < 80, JSON.stringify(some))
  const files = () => seen.filter((path) => path.startsWith('t/')).length
  assert.equal(files(), (80 - some.open) / 4)
  // What is there costs nothing.
  const next = await found(index, '先修村道后修桥', { most: 400 })
  assert.ok(next.open < some.open && next.open >= 0)
  const all = await found(index, '先修村道后修桥', { most: 70_000 })
  assert.deepEqual([all.hits, all.open, files()], [[39, 79], 0, 20])
})

test('what is found need not all be checked, but can be', async () => {
  const documents = Array.from({ length: 400 }, (_, i) => ({ title: `第${i}件`, text: '先修村道后修桥' + '，另有别的事'.repeat(20) }))
  const { index } = opened(documents)
  const some = await found(index, '先修村道后修桥')
  assert.ok(some.hits.length === 10 && some.open > 300, JSON.stringify(some))
  const more = await found(index, '先修村道后修桥', { further: true })
  assert.ok(more.hits.length === 10 && more.count > some.count + 50, JSON.stringify(more))
})

test('what is exact needs no more texts than are shown', async () => {
  const documents = Array.from({ length: 80 }, (_, i) => ({ title: `第${i}件`, text: '修村道，共2023条' }))
  for (const typed of ['村道', '2023']) {
    const { index, seen } = opened(documents)
    const { count, hits } = await found(index, typed)
    assert.deepEqual([count, hits.length], [80, 10])
    assert.ok(seen.filter((path) => path.startsWith('t/')).length <= 3, seen.join(' '))
  }
})

test('however little may be spent, something is shown', async () => {
  const documents = Array.from({ length: 80 }, (_, i) => ({ title: `第${i}件`, text: '修村道，共2023年' }))
  for (const typed of ['村道', '023年', '修村道']) {
    const { index, seen } = opened(documents)
    const { hits } = await found(index, typed, { most: 1 })
    assert.ok(hits.length > 0, typed)
    // What one run says needs no others.
    if (typed !== '修村道') assert.equal(seen.filter((path) => path.startsWith('g/')).length, 1)
  }
})

test('marks and what stands around them', () => {
  const text = (parts) => plain(parts).map(({ text, mark }) => (mark ? `[${text}]` : text)).join('')
  assert.equal(text(search.snippet('共“１６ 万人次”。', ['16万'], 30)), '共“[１６ 万]人次”。')
  const long = `${'前'.repeat(50)}村道${'后'.repeat(50)}`
  assert.equal(text(search.snippet(long, ['村道'], 30)), `…${'前'.repeat(30)}[村道]${'后'.repeat(30)}…`)
  assert.equal(search.snippet('没有', ['村道'], 30), null)
  assert.equal(text(search.snippet('村道、村道', ['村道'], 0)), '[村道]、[村道]')
  // Words that overlap or adjoin are one mark.
  assert.equal(text(search.snippet('修村道路，村道坑尾，坑尾、道路', ['村道', '道路', '坑尾', '路'], 0)), '修[村道路]，[村道坑尾]，[坑尾]、[道路]')
})

test('a result shows its lines, and answers where it is called so', async () => {
  const { index } = opened([
    { title: '来了多少人', names: '人数\n客流', text: '\u0002达16万人次\n收入\n也叫：人数、客流', kind: 1, answer: '达16万人次 · 截至2023年' },
    { title: '丙', text: '来了多少人，多少钱\n来了多少人\n来了多少人，多少钱' },
  ])
  const shown = async (typed, number) => {
    const asked = await index.look(typed)
    await index.settle(asked, {}, 10)
    return plain(index.show(asked, number))
  }
  assert.equal((await shown('多少人', 0)).answer, '达16万人次 · 截至2023年')
  assert.equal((await shown('人数', 0)).answer, '达16万人次 · 截至2023年')
  assert.equal((await shown('客流', 0)).answer, '达16万人次 · 截至2023年')
  // A line that says just this, such as a link to another number, is no name.
  for (const typed of ['16万', '收入']) assert.equal((await shown(typed, 0)).answer, '')
  // Once each, and what says no more than the query not at all.
  assert.deepEqual((await shown('来了多少人', 1)).lines.map((parts) => parts.map(({ text }) => text).join('')), ['来了多少人，多少钱'])
})

test('what is too long is cut, and nothing breaks it', async () => {
  const { index } = opened([{ title: '甲', text: '修村道'.repeat(60) }])
  const { hits, cut } = await found(index, '修村道'.repeat(70))
  assert.deepEqual([hits, cut], [[0], true])
  for (const typed of ['', ' ', '\u200B', '\uD800', '\uD800村', '"', '\\', '<b>', '__proto__', 'constructor', '%', '\u0000', '\u0001甲']) {
    const { kind, count } = await found(index, typed)
    assert.ok(kind === 'all' || count === 0, JSON.stringify(typed))
  }
})

test('what has not come may be asked for again', async () => {
  const { load } = opened([{ title: '村道', text: '' }])
  let fails = true
  const index = search.open((path) => (fails ? Promise.reject(new Error(path)) : load(path)), 'zh-CN')
  await assert.rejects(index.look('村道'))
  fails = false
  assert.equal((await index.look('村道')).list.length, 1)
})

test('files of two builds are not read together', async () => {
  const { load } = opened([{ title: '村道', text: '' }])
  const index = search.open(async (path) => [(await load(path))[0], path[0] === 't' ? 'before' : 'now'], 'zh-CN')
  const asked = await index.look('村道')
  await assert.rejects(index.settle(asked, {}, 10))
})

test('lines of a page', () => {
  const { title, text } = linesOf('<body><main><h1>甲 <b>乙</b></h1><p>一<a>二</a>\n三<br>四</p><ul><li>有<data value="7">7</data></ul><div hidden>不</div></main>')
  assert.deepEqual([title, text], ['甲 乙', '\u0001甲 乙\n一二 三 四\n\u0002有7'])
})
