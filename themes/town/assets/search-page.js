// The page around search.js. ES2019.
(() => {
  const { PAGE, MOST, sortBy, fold, open, load, base } = mingbaiSearch
  const FACETS = ['kind', 'place', 'year']
  const WAIT = 160 // ms without a key
  const FEW = 8 // of a facet
  const RUN = /(\d*\p{Script=Han}(?:[^a-z&;,()]*[\p{Script=Han}）])?)/iu // Chinese, as in foreign.rs

  const form = document.querySelector('form.search-form')
  const box = form.querySelector('input')
  const live = document.querySelector('.search-live')
  const part = name => live.querySelector('[data-part="' + name + '"]')
  const words = {}
  for (const word of document.querySelector('#mb-search-words').content.querySelectorAll('[data-word]')) words[word.dataset.word] = word.textContent
  const say = (name, values) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key])
  const language = document.documentElement.lang
  const title = document.title
  const printed = document.querySelector('.print-address')
  const place = printed && printed.textContent
  const without = document.querySelector('.search-without')
  without.hidden = true
  let index = open(load, language)
  let fresh = ''

  let docs = null
  let state = { q: '', filter: {}, steps: [] }
  let shown = null // a batch for each step
  let drawn = ''
  let budget = 2 * MOST // of the first query
  let turn = 0
  let timer = 0
  let composing = false
  let scrollTo = 0
  let draft = false // not sent with Enter
  const opened = new Set()

  function make(name, attributes, ...children) {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value)
    element.append(...children)
    return element
  }
  const fill = (element, children) => {
    element.textContent = ''
    element.append(...children)
  }
  const plain = parts => parts.map(({ text }) => text).join('')
  const marked = parts => parts.map(({ text, mark }) => (mark ? make('mark', {}, text) : text))
  const lang = kind => (docs.kinds[kind].language === language ? null : docs.kinds[kind].language)

  const valuesOf = name => docs[name + 's']
  const nameOf = (name, value) => (name === 'kind' ? (lang(value) ? lang(value) + '/' : '') + docs.kinds[value].name : valuesOf(name)[value])

  function address(q, filter, steps = []) {
    const pairs = [['q', q], ...FACETS.map(name => [name, filter[name]]), ['then', steps.join('.')]].filter(([, value]) => value)
    return '?' + pairs.map(([name, value]) => name + '=' + encodeURIComponent(value)).join('&')
  }
  function filterOf(query) {
    const filter = {}
    for (const name of FACETS) if (query.get(name)) filter[name] = query.get(name)
    return filter
  }
  // Without halves of signs.
  const clean = q => (fold(q) ? q.slice(0, 999).replace(/\p{Cs}/gu, '').trim() : '')
  function read() {
    const query = new URLSearchParams(location.search)
    const was = history.state || { sent: true }
    scrollTo = was.scroll || 0
    const steps = (query.get('then') || '').split('.').filter(step => step === 'more' || step === 'on')
    return { q: clean(query.get('q') || ''), filter: filterOf(query), steps, sent: was.sent }
  }
  function keep(way, scroll) {
    try {
      history[way]({ scroll, sent: state.sent }, '', address(state.q, state.filter, state.steps))
    } catch (e) {
      // A copy on a disk may not change its address.
    }
  }
  function write(push) {
    keep(push ? 'pushState' : 'replaceState')
    name()
  }
  function name() {
    const { q, filter, steps } = state
    document.title = q ? short(q) + ' - ' + title : title
    const at = address(q, filter, steps)
    if (printed) printed.textContent = place + (at[1] ? at.replace(/(%[89A-F].)+/g, decodeURI).replace(/\s/g, encodeURI) : '')
  }
  const short = q => ([...q].length > 24 ? [...q].slice(0, 24).join('') + '…' : q)

  async function run() {
    clearTimeout(timer)
    const mine = (turn += 1)
    live.setAttribute('aria-busy', 'true')
    const slow = setTimeout(() => mine === turn && tell(say('working')), 400)
    try {
      docs = await index.start()
      const key = address(state.q, state.filter)
      if (!shown || shown.key !== key) shown = await begin(key)
      const now = shown
      for (let at = now.batches.length; mine === turn && at <= state.steps.length; at += 1) {
        // Who was sent an address is asked before it costs more.
        if (at && (!isMore(now) || (state.sent && now.spent > MOST))) {
          state.steps.splice(at - 1)
          write(false)
        } else await take(now, at)
      }
      if (mine === turn) render(now)
    } catch (e) {
      if (mine !== turn) return
      const key = address(state.q, state.filter)
      // What has come stays.
      if (shown && shown.key === key && shown.batches.length) render(shown)
      if (fresh || drawn === key) fail()
      else anew()
    } finally {
      clearTimeout(slow)
      if (mine === turn) live.removeAttribute('aria-busy')
    }
  }

  const isMore = ({ found, idle }) => !idle && (found.open || found.hits.length < found.count)

  async function begin(key) {
    const filter = {}
    for (const name of FACETS) {
      if (state.filter[name]) filter[name] = valuesOf(name).findIndex((_, value) => nameOf(name, value) === state.filter[name])
    }
    const search = await index.look(state.q)
    return { key, filter, search, batches: [], spent: 0, idle: search.kind === 'all' && !Object.keys(filter).length }
  }

  /** The first ten, or what a step adds. */
  async function take(now, at) {
    const { search, filter, batches } = now
    const kept = batches.flat()
    const steps = state.steps.slice(0, at)
    const want = now.idle ? 0 : PAGE + PAGE * steps.filter(step => step === 'more').length
    // Half is left for the words by themselves.
    const loose = !at && /[\s、]/.test(search.query)
    if (at) search.cost.spent = 0
    const most = budget
    if (search.query) budget = MOST
    const settle = (search, most) => index.settle(search, filter, want, steps[at - 1] === 'on', most, kept)
    let found = await settle(search, loose && search.kind === 'run' ? most / 2 : most)
    if (search.kind === 'run' && !found.count && (!found.open || loose)) {
      const others = await index.lookForWords(search.query, search.cost)
      if (others) {
        // That none says it as it stands takes all pages to know.
        const all = await index.settle(search, {}, 1, false, most / 2)
        others.none = !all.open && !all.count
        const each = await settle(others, most)
        if (each.count || each.open) [now.search, found] = [others, each]
      }
    }
    now.found = found
    now.spent += search.cost.spent
    now.again = false
    batches[at] = found.hits.slice(kept.length)
  }

  function render({ key, search, found, filter, idle, batches }) {
    drawn = key
    without.hidden = true
    live.classList.toggle('idle', idle)
    const held = document.activeElement
    const results = idle ? [] : batches.slice(0, state.steps.length + 1).flatMap((hits, batch) => hits.map(number => ({ ...index.show(search, number), batch })))
    tell(idle ? '' : outcome(search, found))
    const none = !idle && !found.count && !found.open
    const wider = Object.keys(filter).length
    showIf({ again: false, fewer: search.kind !== 'sign', cut: search.cut, help: idle, none, wider, more: !idle && found.hits.length < found.count, on: found.open, 'at-most': found.open })
    part('wider').firstChild.href = address(state.q, {})
    facets(search, filter, idle)
    // A figure, its indicator and its observation say the same.
    const said = each => each.answer.split(' · ')[0] + plain(each.title).split('（')[0]
    const isFirst = (each, i) => each.answer && each.batch === results[0].batch && results.findIndex(other => said(other) === said(each)) === i
    fill(part('answers'), results.filter(isFirst).slice(0, 3).map(answer))
    fill(part('results'), grouped(results))
    markChinese()
    Object.assign(live.dataset, { kind: search.kind, shown: search.query, count: found.count, open: found.open })
    const again = live.querySelector('[data-key="' + held.dataset.key + '"]')
    if (again) again.focus()
    else if (held !== document.activeElement || held.closest('[hidden]')) part('status').focus()
    if (scrollTo) window.scrollTo(0, scrollTo)
    scrollTo = 0
  }

  function markChinese() {
    const tag = docs.kinds.map(kind => kind.language).find(language => /^zh/.test(language))
    if (!tag) return
    for (const element of live.querySelectorAll(':not(:lang(zh))')) {
      for (const text of [...element.childNodes]) {
        if (RUN.test(text.data)) text.replaceWith(...text.data.split(RUN).map((part, i) => (i % 2 ? make('span', { lang: tag }, part) : part)))
      }
    }
  }

  function tell(text) {
    live.hidden = false
    if (part('status').textContent !== text) part('status').textContent = text
  }

  function outcome(search, found) {
    const values = { n: found.count, q: short(search.query), open: found.open }
    const how = search.kind === 'words' && !search.none ? 'each' : search.kind
    if (found.open) return say('part_' + how, values)
    if (found.count || how === 'all') return say(how, values)
    return say(how === 'sign' ? 'none_sign' : Object.keys(state.filter).length ? 'none_here' : 'none', values)
  }

  function showIf(parts) {
    for (const [name, yes] of Object.entries(parts)) part(name).hidden = !yes
  }

  function facets(search, filter, idle) {
    const details = part('facets')
    const counts = index.facets(search, filter)
    const rows = FACETS.map(name => facet(name, counts[name], filter[name], idle)).filter(Boolean)
    details.hidden = !rows.length
    fill(details.querySelector('dl'), rows)
    const way = idle ? 'idle' : Object.keys(filter).length ? 'chosen' : 'results'
    part('way').textContent = say(idle ? 'browse' : 'facets')
    if (details.dataset.way !== way) details.open = way !== 'results' || matchMedia('(min-width: 64em)').matches
    details.dataset.way = way
  }

  function facet(name, counts, chosen, idle) {
    const values = [...counts.keys()]
    if (chosen >= 0 && !counts.has(chosen)) values.push(chosen)
    if (!values.length) return null
    const sorted = sortBy(values, value => [name === 'kind' && !!lang(value), name === 'year' ? -docs.years[value] : idle ? 0 : -counts.get(value) || 0, value])
    const all = opened.has(name) || (idle && name === 'kind') || values.length <= FEW + 1
    const few = sorted.filter((value, i) => all || i < FEW || value === chosen)
    const items = few.map(value => {
      const others = { ...state.filter }
      if (value === chosen) delete others[name]
      else others[name] = nameOf(name, value)
      const key = name + ' ' + value
      const link = make('a', { href: address(state.q, others), 'data-key': key, 'aria-current': value === chosen ? 'true' : null, lang: name === 'kind' ? lang(value) : null }, make('span', {}, name === 'kind' ? docs.kinds[value].title : nameOf(name, value)), ' ')
      link.append(make('span', { class: 'count' }, String(counts.get(value) || 0)))
      return make('li', {}, link)
    })
    if (few.length < values.length) {
      const more = make('button', { type: 'button' }, say('values', { n: values.length - few.length }))
      more.addEventListener('click', () => {
        opened.add(name)
        more.dataset.key = name + ' ' + sorted[FEW]
        run()
      })
      items.push(make('li', {}, more))
    }
    return make('div', {}, make('dt', {}, words[name]), make('dd', {}, make('ul', {}, ...items)))
  }

  const href = url => new URL(url, base).href

  function grouped(results) {
    const groups = new Map()
    for (const each of results) {
      const key = each.batch + ' ' + each.kind
      groups.set(key, [...(groups.get(key) || []), each])
    }
    return [...groups.values()].map(all => {
      const [kind] = all[0].kind
      return make('section', { lang: lang(kind) }, make('h2', {}, docs.kinds[kind].title), make('ol', { class: 'entries' }, ...all.map(result)))
    })
  }

  function result(each) {
    const item = make('li', {})
    item.append(make('a', { href: href(each.url) }, make('span', {}, ...marked(each.title))))
    const said = [each.title, ...each.lines].map(plain)
    const facts = [...each.place.slice(0, 3).map(place => docs.places[place]), ...each.year.slice(-1).map(year => docs.years[year])].filter(fact => !said.includes(fact))
    for (const line of each.lines) item.append(make('p', { class: 'summary' }, ...marked(line)))
    if (facts.length) item.append(make('p', { class: 'facts' }, ...facts.map(fact => make('span', {}, fact))))
    return item
  }

  function answer(each) {
    const [first, ...rest] = each.answer.split(' · ')
    const label = make('span', { class: 'card-label' }, make('a', { href: href(each.url) }, make('span', {}, plain(each.title))))
    const number = /(\D*)(\d[\d,.]*[万亿]*)(.*)/.exec(first)
    const value = make('span', { class: 'card-value' })
    if (number) {
      const sizes = ['small', 'b', 'small']
      value.append(...number.slice(1).map((text, i) => (text ? make(sizes[i], {}, text) : '')))
    } else value.append(make('span', { class: 'words' }, first))
    return make('li', { lang: lang(each.kind[0]) }, make('p', { class: 'card' }, label, value), make('p', { class: 'facts' }, ...rest.map(fact => make('span', {}, fact))))
  }

  function anew() {
    shown = null
    fresh = '?' + Date.now()
    index = open(path => load(path, fresh), language)
    return run()
  }

  function fail() {
    tell(say('failed'))
    showIf({ more: false, on: false, none: false, again: true })
    if (drawn === address(state.q, state.filter)) return part('again').firstChild.focus()
    for (const name of ['answers', 'results']) fill(part(name), [])
    showIf({ facets: false })
    drawn = ''
    without.hidden = false
  }

  function ask(push) {
    const q = clean(box.value)
    const changed = q !== state.q
    if (changed) state = { q, filter: q && state.q ? state.filter : {}, steps: [] }
    if (changed || push) write(changed && !draft)
    draft = !push && (changed || draft)
    if (changed || !part('again').hidden) run()
  }
  function typed() {
    clearTimeout(timer)
    if (!composing) timer = setTimeout(ask, WAIT, false)
  }
  box.addEventListener('compositionstart', () => {
    composing = true
    clearTimeout(timer)
  })
  box.addEventListener('compositionend', () => {
    composing = false
    typed()
  })
  box.addEventListener('input', typed)
  form.addEventListener('submit', event => {
    event.preventDefault()
    if (composing) return
    ask(true)
  })

  const isChord = event => event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
  live.addEventListener('click', event => {
    const link = event.target.closest('a[href^="?"]')
    if (!link || event.button || isChord(event)) return
    event.preventDefault()
    state = { q: clean(box.value), filter: filterOf(new URLSearchParams(link.search)), steps: [] }
    draft = false
    write(true)
    run()
  })
  for (const step of ['more', 'on']) {
    part(step).addEventListener('click', async () => {
      const before = links().length
      state.steps.push(step)
      state.sent = draft = false
      write(false)
      await run()
      const next = links()[before]
      if (next && step === 'more') next.focus()
    })
  }
  part('again').addEventListener('click', () => {
    if (!shown || shown.again) return anew()
    shown.again = true
    run()
  })

  const links = () => [...live.querySelectorAll('.card a, .entries a')]
  document.addEventListener('keydown', event => {
    if (event.isComposing || isChord(event)) return
    const list = [box, ...links()]
    const at = list.indexOf(document.activeElement)
    let to = at < 0 ? null : list[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]]
    if (event.key === 'Escape' && live.contains(document.activeElement)) to = box
    if (!to) return
    event.preventDefault()
    to.focus()
    if (to === box) box.select()
  })

  addEventListener('popstate', () => {
    const next = read()
    if (address(next.q, next.filter, next.steps) === address(state.q, state.filter, state.steps)) return
    state = next
    draft = false
    box.value = state.q
    name()
    run()
  })
  addEventListener('pagehide', () => keep('replaceState', window.scrollY))

  state = read()
  draft = !state.q
  // What was typed before this script had come counts.
  const q = clean(box.value)
  if (q && q !== state.q && (!state.q || document.activeElement === box)) state = { q, filter: state.filter, steps: [] }
  else box.value = state.q
  name()
  run()
})()
