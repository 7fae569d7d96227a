// Finds pages; search-page.js shows them. docs/search.md has the format. ES2019.
var mingbaiSearch = (() => {
  const script = typeof document === 'undefined' ? null : document.currentScript

  const LONGEST = 100 // signs of a query
  const PAGE = 10 // results on a screen
  const PARTED = /[\s、，；;。！？!?：“”]+|,(?!\d)/ // words
  const MOST = 46000 // bytes, compressed, for a query

  // fold.rs is its twin.
  const DROPPED = /[\u00AD\u061C\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]/u
  const SPACE = /\p{White_Space}/u
  const FORM = /[\uFE10-\uFE6B\uFF01-\uFF65\uFFE5]/
  const NARROW = /^(?:[a-z0-9]|(?=[\u00C0-\u2E7F])\p{Alphabetic})$/u
  const SIGNS = new Map()
  for (const [to, all] of [
    ['"', '“”„‟「」『』〝〞〟'],
    ["'", '‘’‚‛'],
    ['(', '[【〔〖〘〚'],
    [')', ']】〕〗〙〛'],
    ['<', '《〈'],
    ['>', '》〉'],
    [',', '、'],
    ['.', '。…⋯'],
    ['·', '•・‧'],
    ['-', '‐‑‒–—―−─'],
    ['~', '〜∼']
  ]) {
    for (const sign of all) SIGNS.set(sign, to)
  }

  const known = new Map()
  function foldSign(sign) {
    let to = known.get(sign)
    if (to !== undefined) return to
    to = FORM.test(sign) ? sign.normalize('NFKC')[0] : sign
    if (DROPPED.test(to)) to = ''
    else if (SPACE.test(to)) to = ' '
    else {
      to = SIGNS.get(to) || to
      const lower = to.toLowerCase()
      if ([...lower].length === 1) to = lower
    }
    known.set(sign, to)
    return to
  }

  /** `places` gets `[from, to]` in the line for each unit of what comes out. */
  function fold(line, places) {
    let out = ''
    let last = ''
    let gap = -1
    let at = 0
    for (const sign of line) {
      const to = foldSign(sign)
      const next = at + sign.length
      if (to === ' ') {
        if (gap < 0) gap = at
      } else if (to) {
        if (gap >= 0 && NARROW.test(to) && NARROW.test(last)) {
          out += ' '
          if (places) places.push([gap, at])
        }
        out += to
        if (places) for (let i = 0; i < to.length; i += 1) places.push([at, next])
        last = to
        gap = -1
      }
      at = next
    }
    return out
  }

  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

  function numbers(text) {
    const found = []
    let number = 0
    let shift = 0
    for (const sign of text) {
      const bits = ALPHABET.indexOf(sign)
      number |= (bits & 31) << shift
      shift += 5
      if (bits < 32) {
        found.push(number)
        number = shift = 0
      }
    }
    return found
  }

  function posting(code) {
    const found = []
    let next = 0
    if (code[0] === '+') {
      for (const sign of code.slice(1)) {
        for (let bit = 0; bit < 6; bit += 1) if ((ALPHABET.indexOf(sign) >> bit) & 1) found.push(next + bit)
        next += 6
      }
    } else {
      for (const gap of numbers(code.slice(1))) {
        found.push(next + gap)
        next += gap + 1
      }
    }
    return found
  }

  function shardOf(gram, shards) {
    let hash = 0x811c9dc5
    for (let i = 0; i < gram.length; i += 1) hash = Math.imul(hash ^ gram.charCodeAt(i), 0x01000193)
    return (hash ^ (hash >>> 15)) & (shards - 1)
  }

  // The longest that the index has.
  const RUN = /^(?:(?=.{0,5}\d)[\0-\x7F]{6}|[\0-\x7F]{4}|(?=.{0,3}\d)[\0-\x7F年月日万亿元]{4}|[\0-\x7F]{3}|[^]{2})/u

  /** Runs that find a query: `first` cover it, `others` lie between. */
  function runsOf(query) {
    const signs = [...query]
    const all = signs.slice(0, -1).map((_, at) => [...RUN.exec(signs.slice(at).join(''))[0]])
    const first = new Set()
    for (let at = 0; at < signs.length; ) {
      // It may reach back; of as long ones the last.
      let best = -1
      for (let from = Math.max(0, at - 5); from <= at && from < all.length; from += 1) {
        if (from + all[from].length > at && (best < 0 || all[from].length >= all[best].length)) best = from
      }
      first.add(all[best].join(''))
      at = best + all[best].length
    }
    const others = new Set(all.map(run => run.join('')).filter(run => !first.has(run)))
    return { first: spread([...first]), others: spread([...others]) }
  }

  function spread(list) {
    const step = Math.ceil(list.length / 4)
    const out = []
    for (let from = 0; from < step; from += 1) for (let i = from; i < list.length; i += step) out.push(list[i])
    return out
  }

  const lineOf = (plain, kind) => ({ kind, plain, folded: fold(plain) })

  /** Kinds: 0 title and other names, 1 headings, 2 bound numbers, 3 the rest. */
  function linesOf({ title, names, text }) {
    const called = names ? [title, ...names.split('\n')] : [title]
    const rest = text.split('\n').map(line => {
      const kind = '\u0001\u0002'.indexOf(line[0]) + 1
      return lineOf(line.slice(kind ? 1 : 0), kind || 3)
    })
    return [...called.map(name => lineOf(name, 0)), ...rest]
  }

  /** The parts of a line with the runs marked, `around` signs on each side; null without any. */
  function snippet(line, runs, around) {
    const places = []
    const folded = fold(line, places)
    const marks = []
    for (const run of runs) {
      for (let at = folded.indexOf(run); at >= 0; at = folded.indexOf(run, at + run.length)) {
        marks.push([places[at][0], places[at + run.length - 1][1]])
      }
    }
    if (!marks.length) return null
    marks.sort((a, b) => a[0] - b[0])
    const [first, next] = marks[0]
    let from = first - [...line.slice(0, first)].slice(-around).join('').length
    let to = next + [...line.slice(next)].slice(0, around || Infinity).join('').length
    if (from < 6) from = 0
    if (line.length - to < 6) to = line.length
    const parts = []
    const add = (text, mark = false) => {
      const last = parts[parts.length - 1]
      if (last && last.mark === mark) last.text += text
      else if (text) parts.push({ text, mark })
    }
    let at = from
    if (from) add('…')
    for (const [start, end] of marks) {
      if (end > to) continue
      add(line.slice(at, start))
      add(line.slice(Math.max(at, start), end), true)
      at = Math.max(at, end)
    }
    add(line.slice(at, to))
    if (to < line.length) add('…')
    return parts
  }

  /** `load(path)` gives the files. */
  function open(load, language) {
    const files = new Map()
    let docs = null

    function get(path, cost) {
      if (!files.has(path)) {
        const found = load(path).then(([all, set]) => {
          // Two builds number documents differently.
          if (docs && set !== docs.set) throw new Error(path)
          return all
        })
        files.set(path, found)
        found.then(all => (cost.spent += weigh(all)), () => files.delete(path))
      }
      return files.get(path)
    }

    async function start() {
      if (docs) return docs
      const all = await get('docs.js', {})
      const table = numbers(all.table).values()
      const next = () => table.next().value
      const list = () => Array.from({ length: next() }, next)
      const documents = Array.from({ length: all.count }, () => ({ kind: [next()], place: list(), year: list(), called: list() }))
      docs = { ...all, documents }
      return docs
    }

    const textFile = number => Math.floor(number / docs.each)
    const loaded = new Map()
    const documentOf = number => {
      const file = loaded.get(textFile(number))
      return file && file[number % docs.each]
    }
    async function loadTexts(list, cost) {
      await Promise.all(list.map(async at => loaded.set(at, await get('t/' + at + '.js', cost))))
    }

    /** In titles, in headings, anywhere. */
    async function postings(gram, cost) {
      const at = shardOf(gram, docs.shards)
      const code = (await get('g/' + at + '.js', cost))[gram]
      return code === undefined ? null : code.split('|').map(posting)
    }

    /** What may hold all runs, with the kind of line. */
    async function candidates(runs, cost) {
      const plans = runs.map(runsOf)
      let queue = []
      // The words in turn.
      const add = kind => {
        for (let i = 0; i < LONGEST; i += 1) queue.push(...plans.map(plan => plan[kind][i]))
        queue = [...new Set(queue)].filter(Boolean)
      }
      add('first')
      const cover = queue.length
      if (queue.join() !== runs.join()) add('others')
      let found = null
      let before = Infinity
      let idle = 0
      for (let at = 0; at < queue.length && at < 12; ) {
        const wave = queue.slice(at, at + (found ? 2 : Math.min(cover, 4)))
        at += wave.length
        for (const lists of await Promise.all(wave.map(gram => postings(gram, cost)))) {
          if (!lists) return new Map()
          const [titles, headings, all] = lists.map(list => new Set(list))
          const ranks = new Map()
          for (const number of all) {
            const before = found ? found.get(number) : 0
            if (before !== undefined) ranks.set(number, Math.max(before, titles.has(number) ? 0 : headings.has(number) ? 1 : 3))
          }
          found = ranks
        }
        idle = found.size > before * 0.7 ? idle + 1 : 0
        if (found.size <= PAGE + 2 || idle > 1 || cost.spent > MOST / 2) break
        before = found.size
      }
      return found
    }

    /** What of the same rank goes first. */
    function order(number, rank) {
      const { name, place, language: own } = docs.kinds[docs.documents[number].kind[0]]
      return [own !== language, name === '-figures' || (rank < 1 && (place || name === 'places')) ? 0 : name === '-lists' ? 2 : 1]
    }

    /** Who may be called just so, in `length` signs, is first. */
    function inOrder(ranks, length) {
      return sortBy([...ranks.keys()], number => {
        const { year, called } = docs.documents[number]
        const rank = ranks.get(number)
        return [rank || -called.includes(length), ...order(number, rank), -Math.max(0, ...year.map(at => docs.years[at])), number]
      })
    }

    function asked(typed) {
      const signs = [...typed.trim().slice(0, 9 * LONGEST).normalize('NFC')]
      return { query: signs.slice(0, LONGEST).join('').trim(), cut: signs.length > LONGEST }
    }

    /** What may hold what is asked. `kind`: `all` (nothing typed), `sign` (titles only), `run`; `exact`: needs no check. */
    async function look(typed) {
      await start()
      const cost = { spent: 0 }
      const { query, cut } = asked(typed)
      const run = fold(query)
      const length = [...run].length
      const found = (kind, ranks, exact = true) => ({ kind, query, runs: length ? [run] : [], ranks, list: inOrder(ranks, length), exact, cut, cost })
      if (!length) return found('all', new Map(docs.documents.map((_, number) => [number, 3])))
      if (length > 1) return found('run', await candidates([run], cost), runsOf(run).first[0] === run)
      const [titles] = (await postings(run, cost)) || [[]]
      return found('sign', new Map(titles.map(number => [number, 0])))
    }

    /** The same for words, each by itself; null where it is one. */
    async function lookForWords(typed, cost = { spent: 0 }) {
      const { query, cut } = asked(typed)
      const runs = [...new Set(query.split(PARTED).map(word => fold(word)))].filter(Boolean)
      if (!runs.length || runs[0] === fold(query)) return null
      const long = runs.filter(run => [...run].length > 1)
      // Of single signs it is known of titles only who has them.
      return long.length ? { kind: 'words', query, runs, list: inOrder(await candidates(long, cost)), exact: false, cut, cost } : null
    }

    /** How a document holds it: `[-1 just called so, or the kind of line; 0 as typed, 1 folded]`, or null. */
    function judge(search, number) {
      const judged = search.judged || (search.judged = new Map())
      if (judged.has(number)) return judged.get(number)
      const entry = documentOf(number)
      if (!entry.lines) entry.lines = linesOf(entry)
      let verdict = [search.runs.length ? -1 : 3, 0]
      for (const run of search.runs) {
        const held = entry.lines.filter(({ folded }) => folded.includes(run))
        const [best] = sortBy(held.map(({ kind, plain, folded }) => [kind || (folded === run ? -1 : 0), !plain.includes(search.query)]), each => each)
        verdict = best && verdict && best.map((rank, i) => Math.max(rank, verdict[i]))
      }
      judged.set(number, verdict)
      return verdict
    }

    const passes = (number, filter, but) => Object.keys(filter).every(name => name === but || docs.documents[number][name].includes(filter[name]))

    /** Loads texts until `want` pages are known, or `most` is spent; `kept` stay first; `open`: how many more may hold it. */
    async function settle(search, filter, want, further, most = MOST, kept = []) {
      const fits = search.list.filter(number => passes(number, filter))
      const isTitled = number => search.ranks && search.ranks.get(number) === 0
      const verdict = number => (documentOf(number) ? judge(search, number) : search.exact && [3])
      for (let loads = 0; ; loads += 1) {
        const waiting = fits.filter((number, i) => !documentOf(number) && (!search.exact || i < want))
        const files = [...new Set(waiting.map(textFile))]
        const left = most - search.cost.spent
        const hits = fits.filter(verdict)
        const first = fits.indexOf(waiting[0])
        const known = search.exact || first < 0 ? hits : fits.slice(0, first).filter(verdict)
        const enough = !further && !search.exact && known.length >= want && !isTitled(waiting[0])
        if (!files.length || (left <= 0 && loads) || (enough && files.length * 3000 > left)) {
          const list = [...new Set([...kept, ...(known.length < want ? hits : known)])]
          const next = list.filter(documentOf).slice(kept.length, want)
          return { hits: [...kept, ...sortBy(next, inDetail(search))], count: hits.length, open: search.exact ? 0 : waiting.length }
        }
        await loadTexts(files.slice(0, Math.max(1, Math.min(5, Math.floor(left / 8000)))), search.cost)
      }
    }

    const inDetail = search => (number, i) => {
      const [rank, folded] = judge(search, number)
      return [rank, folded, ...order(number, rank), i]
    }

    function facets(search, filter) {
      const counts = { kind: new Map(), place: new Map(), year: new Map() }
      for (const number of search.list) {
        if (!search.exact && documentOf(number) && !judge(search, number)) continue
        for (const name of Object.keys(counts)) {
          if (!passes(number, filter, name)) continue
          for (const value of docs.documents[number][name]) counts[name].set(value, (counts[name].get(value) || 0) + 1)
        }
      }
      return counts
    }

    function sayings(search, entry) {
      const isBare = line => search.runs.some(run => line.folded.length < run.length + 3)
      const lines = entry.lines.filter((line, i) => line.kind && entry.lines.findIndex(other => other.plain === line.plain) === i && search.runs.some(run => line.folded.includes(run)))
      const best = sortBy(lines, (line, i) => [isBare(line), line.kind, i])
      return best.slice(0, best.length > 1 && isBare(best[1]) ? 1 : 2).map(line => snippet(line.plain, search.runs, 30))
    }

    function show(search, number) {
      const entry = documentOf(number)
      const lines = sayings(search, entry)
      const title = snippet(entry.title, search.runs, 0) || [{ text: entry.title, mark: false }]
      const answers = search.kind === 'run' && judge(search, number)[0] < 1
      return { ...docs.documents[number], url: entry.url, title, lines, answer: (answers && entry.answer) || '' }
    }

    return { start, look, lookForWords, settle, facets, show }
  }

  function weigh(all) {
    if (Array.isArray(all)) {
      const text = [...new Set(all.map(({ title, text }) => title + '\n' + text).join('\n').split('\n'))].join('')
      const pairs = new Set()
      for (let at = 1; at < text.length; at += 1) pairs.add(text.slice(at - 1, at + 1))
      return 2 * pairs.size + 0.3 * text.length
    }
    return all.table ? 0 : 0.65 * Object.keys(all).reduce((sum, run) => sum + run.length + all[run].length + 6, 0)
  }

  function sortBy(list, key) {
    const keyed = list.map((item, i) => [key(item, i), item])
    keyed.sort(([a], [b]) => {
      const at = a.findIndex((n, i) => n !== b[i])
      return at < 0 ? 0 : a[at] - b[at]
    })
    return keyed.map(([, item]) => item)
  }

  const handed = new Map()
  const docs = all => handed.set('docs.js', [all])
  const hand = folder => (at, set, all) => handed.set(folder + at + '.js', [all, set])
  const root = script && new URL('../search/', script.src).href

  /** By a script element, as works from a folder too; `fresh` goes round what is kept of an earlier build. */
  function load(path, fresh = '') {
    return new Promise((done, failed) => {
      const element = document.createElement('script')
      element.onload = element.onerror = () => {
        const found = handed.get(path)
        handed.delete(path)
        element.remove()
        if (found) done(found)
        else failed(new Error(path))
      }
      element.src = root + path + fresh
      document.head.append(element)
    })
  }

  return { docs, grams: hand('g/'), texts: hand('t/'), PAGE, MOST, sortBy, fold, numbers, posting, shardOf, runsOf, snippet, open, load, base: script && new URL('../', script.src).href }
})()
