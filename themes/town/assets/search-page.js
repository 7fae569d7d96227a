// The page around search.js: what is typed, what is shown, where the keys lead. ES2019.
(() => {
  const { PAGE, MOST, open, load, base } = mingbaiSearch
  const FACETS = ['kind', 'place', 'year']
  const WAIT = 160 // ms without a key before a query is looked for
  const FEW = 8 // values of a facet that show at once

  document.addEventListener('DOMContentLoaded', () => {
    const form = document.querySelector('form.search-form')
    const box = form.querySelector('input')
    const live = document.querySelector('.search-live')
    const part = name => live.querySelector('[data-part="' + name + '"]')
    const words = {}
    for (const word of document.querySelector('#mb-search-words').content.querySelectorAll('[data-word]')) words[word.dataset.word] = word.textContent
    const say = (name, values) => words[name].replace(/\{(\w+)\}/g, (hole, key) => (values && key in values ? values[key] : hole))
    const language = document.documentElement.lang
    const title = document.title
    const without = document.querySelector('.search-without')
    without.hidden = true
    const wide = matchMedia('(min-width: 64em)')
    let index = open(load, language)
    let fresh = ''

    let docs = null
    let state = { q: '', filter: {}, shown: PAGE }
    let turn = 0
    let timer = 0
    let composing = false
    let scrollTo = 0
    let draft = false // what stands in the address was not asked with Enter
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
    const marked = parts => parts.map(({ text, mark }) => (mark ? make('mark', {}, text) : text))
    const lang = kind => (docs.kinds[kind].language === language ? null : docs.kinds[kind].language)

    const nameOf = {
      kind: value => (lang(value) ? lang(value) + '/' : '') + docs.kinds[value].name,
      place: value => docs.places[value],
      year: value => String(docs.years[value])
    }
    const valuesOf = name => (name === 'kind' ? docs.kinds : docs[name + 's'])

    function address(q, filter) {
      const pairs = [['q', q], ...FACETS.map(name => [name, filter[name]])].filter(([, value]) => value)
      return '?' + pairs.map(([name, value]) => name + '=' + encodeURIComponent(value)).join('&')
    }
    function filterOf(query) {
      const filter = {}
      for (const name of FACETS) if (query.get(name)) filter[name] = query.get(name)
      return filter
    }
    function read() {
      const query = new URLSearchParams(location.search)
      const kept = history.state || {}
      scrollTo = kept.scroll || 0
      return { q: query.get('q') || '', filter: filterOf(query), shown: kept.shown || PAGE }
    }
    function keep(way, scroll) {
      try {
        history[way]({ shown: state.shown, scroll }, '', address(state.q, state.filter))
      } catch (e) {
        // A copy on a disk may not change its address.
      }
    }
    function write(push) {
      keep(push ? 'pushState' : 'replaceState')
      name()
    }
    function name() {
      const q = state.q.trim()
      document.title = q ? short(q) + ' - ' + title : title
    }
    const short = q => ([...q].length > 24 ? [...q].slice(0, 24).join('') + '…' : q)

    async function run(further) {
      clearTimeout(timer)
      turn += 1
      const mine = turn
      live.setAttribute('aria-busy', 'true')
      const slow = setTimeout(() => mine === turn && tell(say('working')), 400)
      try {
        docs = await index.start()
        const filter = {}
        for (const name of FACETS) {
          if (state.filter[name] === undefined) continue
          const at = valuesOf(name).findIndex((_, value) => nameOf[name](value) === state.filter[name])
          filter[name] = at
        }
        let search = await index.look(state.q)
        const idle = search.kind === 'all' && !Object.keys(filter).length
        // Half is left for words that are meant by themselves.
        const loose = !further && /[\s、]/.test(search.query)
        const most = () => (loose && search.kind === 'run' ? MOST / 2 : undefined)
        const settle = () => index.settle(search, filter, idle ? 0 : state.shown, further, most())
        let found = await settle()
        if (search.kind === 'run' && !found.count && (!found.open || loose)) {
          const others = await index.lookForWords(state.q, search.cost)
          if (others && mine === turn) {
            const kept = [search, found]
            // That no page says it as it stands takes all pages to know.
            const all = await index.settle(search, {}, 1)
            others.none = !all.open && !all.count
            search = others
            found = await settle()
            if (!found.count && !found.open) [search, found] = kept
          }
        }
        if (mine !== turn) return
        render(search, found, filter, idle)
      } catch (e) {
        if (mine !== turn) return
        if (fresh) fail()
        else anew(further)
      } finally {
        clearTimeout(slow)
        if (mine === turn) live.removeAttribute('aria-busy')
      }
    }

    function render(search, found, filter, idle) {
      without.hidden = true
      live.classList.toggle('idle', idle)
      const active = document.activeElement && document.activeElement.dataset.key
      const held = live.contains(document.activeElement)
      const counts = index.facets(search, filter)
      const results = idle ? [] : found.hits.map(number => index.show(search, number))
      tell(idle ? '' : outcome(search, found))
      notes(search, found, idle)
      facets(search, counts, filter, found, idle)
      // A figure, its indicator and its observation say the same.
      const said = each => each.answer.split(' · ')[0] + each.title.map(({ text }) => text).join('').split('（')[0]
      const isFirst = (each, i) => each.answer && results.findIndex(other => said(other) === said(each)) === i
      fill(part('answers'), results.filter(isFirst).slice(0, 3).map(answer))
      fill(part('results'), grouped(results))
      buttons(found, idle)
      Object.assign(live.dataset, { kind: search.kind, shown: search.query, count: found.count, open: found.open })
      const again = active && [...live.querySelectorAll('[data-key]')].find(each => each.dataset.key === active)
      if (again && document.activeElement !== again) again.focus()
      if (held && !again && (!live.contains(document.activeElement) || document.activeElement.closest('[hidden]'))) part('status').focus()
      if (scrollTo) window.scrollTo(0, scrollTo)
      scrollTo = 0
    }

    function tell(text) {
      live.hidden = false
      if (part('status').textContent !== text) part('status').textContent = text
    }

    function outcome(search, found) {
      const values = { n: found.count, q: short(search.query), open: found.open }
      if (search.kind === 'all') return say('listed', values)
      const how = search.kind === 'words' ? (search.none ? 'words' : 'each') : ''
      if (found.open) return say(how ? 'part_' + how : 'part', values)
      if (search.kind === 'sign') return say(found.count ? 'sign' : 'none_sign', values)
      if (!found.count) return say(Object.keys(state.filter).length ? 'none_here' : 'none', values)
      return say(how || 'found', values)
    }

    function notes(search, found, idle) {
      const none = !idle && !found.count && !found.open
      part('fewer').hidden = search.kind === 'sign'
      const filtered = Object.keys(state.filter).length > 0
      part('cut').hidden = !search.cut
      part('help').hidden = !idle
      part('none').hidden = !none
      part('wider').hidden = !filtered
      if (filtered) part('wider').querySelector('a').href = address(state.q, {})
    }

    function facets(search, counts, filter, found, idle) {
      const details = part('facets')
      const rows = FACETS.map(name => facet(name, counts[name], filter[name], idle)).filter(Boolean)
      details.hidden = !rows.length
      fill(details.querySelector('dl'), rows)
      details.querySelector('[data-part="at-most"]').hidden = search.exact || !found.open
      const way = idle ? 'idle' : Object.keys(state.filter).length ? 'chosen' : 'results'
      details.querySelector('[data-part="way"]').textContent = say(idle ? 'browse' : 'facets')
      if (details.dataset.way !== way) details.open = way !== 'results' || wide.matches
      details.dataset.way = way
    }

    function facet(name, counts, chosen, idle) {
      const titles = { kind: value => docs.kinds[value].title, place: nameOf.place, year: nameOf.year }
      const values = [...counts.keys()]
      if (chosen >= 0 && !counts.has(chosen)) values.push(chosen)
      const foreign = value => (name === 'kind' && lang(value) ? 1 : 0)
      values.sort((a, b) => foreign(a) - foreign(b) || (name === 'year' ? docs.years[b] - docs.years[a] : (idle ? 0 : (counts.get(b) || 0) - (counts.get(a) || 0)) || a - b))
      if (!values.length) return null
      const all = opened.has(name) || (idle && name === 'kind') || values.length <= FEW + 1
      const shown = values.filter((value, i) => all || i < FEW || value === chosen)
      const items = shown.map(value => {
        const others = Object.assign({}, state.filter)
        if (value === chosen) delete others[name]
        else others[name] = nameOf[name](value)
        const key = name + ' ' + value
        const link = make('a', { href: address(state.q, others), 'data-key': key, 'aria-current': value === chosen ? 'true' : null, lang: name === 'kind' ? lang(value) : null }, titles[name](value) + ' ')
        link.append(make('span', { class: 'count' }, String(counts.get(value) || 0)))
        return make('li', {}, link)
      })
      if (shown.length < values.length) {
        const more = make('button', { type: 'button' }, say('values', { n: values.length - shown.length }))
        more.addEventListener('click', () => {
          opened.add(name)
          more.dataset.key = name + ' ' + values[FEW]
          run()
        })
        items.push(make('li', {}, more))
      }
      return make('div', {}, make('dt', {}, words[name]), make('dd', {}, make('ul', {}, ...items)))
    }

    const href = url => new URL(url, base).href

    function grouped(results) {
      const groups = new Map()
      results.forEach((each, i) => {
        const key = Math.floor(i / PAGE) + ' ' + each.kind
        groups.set(key, [...(groups.get(key) || []), each])
      })
      return [...groups.values()].map(all => {
        const { kind } = all[0]
        return make('section', { lang: lang(kind) }, make('h2', {}, docs.kinds[kind].title), make('ol', { class: 'entries' }, ...all.map(result)))
      })
    }

    function result(each) {
      const item = make('li', {})
      item.append(make('a', { href: href(each.url) }, make('span', {}, ...marked(each.title))))
      const facts = [...each.places.slice(0, 3).map(nameOf.place), ...each.years.slice(-1).map(nameOf.year)]
      for (const line of each.lines) item.append(make('p', { class: 'summary' }, ...marked(line)))
      if (facts.length) item.append(make('p', { class: 'facts' }, ...facts.map(fact => make('span', {}, fact))))
      return item
    }

    function answer(each) {
      const [first, ...rest] = each.answer.split(' · ')
      const label = make('span', { class: 'card-label' }, make('a', { href: href(each.url) }, each.title.map(({ text }) => text).join('')))
      const number = /^(\D*)(\d[\d,.]*[万亿]*)(.*)$/.exec(first)
      const value = make('span', { class: 'card-value' })
      if (number) {
        const sizes = ['small', 'b', 'small']
        value.append(...number.slice(1).map((text, i) => (text ? make(sizes[i], {}, text) : '')))
      } else value.append(make('span', { class: 'words' }, first))
      return make('li', { lang: lang(each.kind) }, make('p', { class: 'card' }, label, value), make('p', { class: 'facts' }, ...rest.map(fact => make('span', {}, fact))))
    }

    function buttons(found, idle) {
      part('more').hidden = idle || found.hits.length >= found.count
      part('on').hidden = idle || !found.open
    }

    function anew(further) {
      fresh = '?' + Date.now()
      index = open(path => load(path, fresh), language)
      if (part('again').contains(document.activeElement)) part('status').focus()
      part('again').hidden = true
      return run(further)
    }

    function fail() {
      tell(say('failed'))
      for (const name of ['answers', 'results']) fill(part(name), [])
      for (const name of ['facets', 'more', 'on', 'none']) part(name).hidden = true
      part('again').hidden = without.hidden = false
    }

    function ask(push) {
      const q = box.value.slice(0, 999)
      const changed = q.trim() !== state.q.trim()
      if (changed) state = { q, filter: q.trim() && state.q.trim() ? state.filter : {}, shown: PAGE }
      if (changed || push) write(changed && !draft)
      draft = !push && (changed || draft)
      if (changed || !part('again').hidden) run()
      part('again').hidden = true
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

    function go(href) {
      state = { q: box.value, filter: filterOf(new URLSearchParams(href)), shown: PAGE }
      draft = false
      write(true)
      run()
    }
    live.addEventListener('click', event => {
      const link = event.target.closest('a[href^="?"]')
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      go(link.getAttribute('href'))
    })
    part('more').addEventListener('click', async () => {
      const before = links().length
      state.shown += PAGE
      write(false)
      await run()
      const next = links()[before]
      if (next) next.focus()
    })
    part('on').addEventListener('click', () => run(true))
    part('again').addEventListener('click', () => anew())

    const links = () => [...part('answers').querySelectorAll('a'), ...part('results').querySelectorAll('li > a')]
    document.addEventListener('keydown', event => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const list = links()
      const at = list.indexOf(document.activeElement)
      const inBox = document.activeElement === box
      let to = null
      if (event.key === 'ArrowDown' && (inBox || at >= 0)) to = list[at + 1]
      else if (event.key === 'ArrowUp' && at >= 0) to = at ? list[at - 1] : box
      else if (event.key === 'Escape' && live.contains(document.activeElement)) to = box
      if (!to) return
      event.preventDefault()
      to.focus()
      if (to === box) box.select()
    })

    addEventListener('popstate', () => {
      const next = read()
      if (address(next.q, next.filter) === address(state.q, state.filter)) return
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
    if (box.value && (!state.q || document.activeElement === box)) state.q = box.value
    box.value = state.q
    name()
    run()
  })
})()
