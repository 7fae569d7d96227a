// What the page does beyond showing itself; everything on it works without. Loaded in the head, before anything is
// painted: the reader's size and contrast stand from the first moment. Written for browsers of 2020 (ES2019).
(() => {
  const root = document.documentElement
  // Where nothing can be kept (private windows, a copy on a disk), a setting lasts as long as the page.
  const keep = {
    read(name) {
      try {
        return localStorage.getItem('mingbai-' + name)
      } catch (e) {
        return null
      }
    },
    write(name, value) {
      try {
        localStorage.setItem('mingbai-' + name, value)
      } catch (e) {
        // as said above
      }
    }
  }
  const speech = window.SpeechSynthesisUtterance && window.speechSynthesis
  const settings = { size: ['0', '1', '2'], contrast: ['0', '1'], keys: ['0', '1'] }
  const now = {}

  function set(name, value) {
    now[name] = settings[name].includes(value) ? value : '0'
    if (now[name] === '0') delete root.dataset[name]
    else root.dataset[name] = now[name]
  }

  for (const name of Object.keys(settings)) set(name, keep.read(name))
  root.classList.add('scripts')
  if (speech) root.classList.add('speech')
  // Another tab has changed it.
  addEventListener('storage', event => {
    const name = (event.key || '').replace('mingbai-', '')
    if (settings[name]) {
      set(name, event.newValue)
      press()
    }
  })

  function press() {
    for (const button of document.querySelectorAll('[data-set]')) {
      const [name, value] = button.dataset.set.split('-')
      button.setAttribute('aria-pressed', String(now[name] === value))
    }
  }

  function tools() {
    press()
    for (const button of document.querySelectorAll('[data-set]')) {
      button.addEventListener('click', () => {
        const [name, value] = button.dataset.set.split('-')
        // A button that stands alone goes back and forth; one of several stays.
        set(name, settings[name].length === 2 && now[name] === value ? '0' : value)
        keep.write(name, now[name])
        press()
      })
    }
  }

  /** The sentences of the article, in order: `{text, lang, block, range}`. */
  function sentences(article) {
    const skipped = 'nav, script, template, svg, dialog, details:not([open]), .downloads, .hidden, [hidden]'
    const blocks = 'h1, h2, h3, h4, p, li, dt, dd, th, td, caption, figcaption, summary'
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
    const groups = []
    while (walker.nextNode()) {
      const node = walker.currentNode
      const block = node.parentElement.closest(blocks)
      if (!block || !node.data.trim() || node.parentElement.closest(skipped) || !block.getClientRects().length) continue
      let last = groups[groups.length - 1]
      if (!last || last.block !== block) groups.push((last = { block, text: '', nodes: [] }))
      last.nodes.push([last.text.length, node])
      last.text += node.data
    }
    const found = []
    for (const { block, text, nodes } of groups) {
      const at = (offset, end) => {
        const [start, node] = nodes.filter(([from]) => (end ? from < offset : from <= offset)).pop()
        return [node, offset - start]
      }
      const lang = block.closest('[lang]').lang
      for (const match of text.matchAll(/(?:[^。！？；.!?]|[.!?](?!\s))+[。！？；.!?]*[”』」）]*/g)) {
        if (!match[0].trim()) continue
        const range = document.createRange()
        range.setStart(...at(match.index, false))
        range.setEnd(...at(match.index + match[0].length, true))
        found.push({ text: match[0].trim(), lang, block, range })
      }
    }
    return found
  }

  function reading() {
    const article = document.querySelector('main > article')
    const say = document.querySelector('[data-say]')
    const stop = document.querySelector('[data-stop]')
    if (!speech || !article || !say || !stop) return
    const words = { start: say.textContent, pause: say.dataset.pause, resume: say.dataset.resume }
    // The sentence is marked where the browser can (checkers of style sheets do not know the selector yet), else its block.
    let marks = window.Highlight && window.CSS && CSS.highlights
    try {
      if (marks) document.styleSheets[0].insertRule('::highlight(spoken) { background: var(--main); color: var(--paper) }')
    } catch (e) {
      marks = null
    }
    let list = []
    let next = 0
    let speaking = null

    function show(state) {
      say.textContent = words[state]
      if (state === 'start' && document.activeElement === stop) say.focus()
      stop.hidden = state === 'start'
    }
    function mark(sentence) {
      for (const old of document.querySelectorAll('.spoken')) old.classList.remove('spoken')
      if (marks) CSS.highlights.delete('spoken')
      if (!sentence) return
      if (marks) CSS.highlights.set('spoken', new Highlight(sentence.range))
      else sentence.block.classList.add('spoken')
      const { top, bottom } = sentence.range.getBoundingClientRect()
      if (top < 0 || bottom > innerHeight) sentence.block.scrollIntoView({ block: 'center' })
    }
    // Pausing is cancelling and starting anew at the sentence: `pause()` is not honoured on many phones.
    function silence() {
      speaking = null
      speech.cancel()
    }
    function end() {
      silence()
      next = 0
      mark(null)
      show('start')
    }
    function speak() {
      const sentence = list[next]
      if (!sentence) return end()
      const utterance = new SpeechSynthesisUtterance(sentence.text)
      utterance.lang = sentence.lang
      utterance.onend = () => {
        if (speaking !== utterance) return
        next += 1
        speak()
      }
      utterance.onerror = () => {
        if (speaking === utterance) end()
      }
      speaking = utterance
      mark(sentence)
      show('pause')
      speech.speak(utterance)
    }
    say.addEventListener('click', () => {
      if (speaking) {
        silence()
        show('resume')
      } else {
        if (!next) list = sentences(article)
        speak()
      }
    })
    stop.addEventListener('click', end)
    addEventListener('pagehide', silence)

    // Some devices have the interface and no voice for the language: then there is nothing to offer.
    const language = root.lang.slice(0, 2).toLowerCase()
    const offer = () => {
      say.hidden = !speech.getVoices().some(voice => voice.lang.slice(0, 2).toLowerCase() === language)
    }
    offer()
    if (speech.addEventListener) speech.addEventListener('voiceschanged', offer)
  }

  /** A bound number opens its card. Where that cannot be shown, its link leads to the same on a page. */
  function bound() {
    const dialog = document.createElement('dialog')
    if (!dialog.showModal) return
    const cards = new Map()
    for (const card of document.querySelectorAll('template.bound-card')) {
      cards.set(card.content.querySelector('.ways a').getAttribute('href'), card.content)
    }
    if (!cards.size) return
    dialog.className = 'bound-card'
    dialog.addEventListener('click', event => {
      // The dialog itself is only hit outside its content: on the backdrop, or at its edge.
      if (event.target === dialog || event.target.closest('button')) dialog.close()
    })
    document.body.append(dialog)
    document.addEventListener('click', event => {
      const link = event.target.closest('a.bound')
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      const card = cards.get(link.getAttribute('href'))
      if (!card) return
      event.preventDefault()
      dialog.textContent = ''
      dialog.append(card.cloneNode(true))
      dialog.setAttribute('aria-label', dialog.querySelector('h2').textContent)
      dialog.showModal()
    })
    for (const link of document.querySelectorAll('a.bound')) {
      if (cards.has(link.getAttribute('href'))) link.setAttribute('aria-haspopup', 'dialog')
    }
  }

  /** The key `/` leads to the box of the search, but where one is typing, or has turned it off. */
  function slash() {
    document.addEventListener('keydown', event => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || now.keys === '1') return
      if (event.target.closest('input, textarea, select, [contenteditable], dialog')) return
      const box = [...document.querySelectorAll('form[role="search"] input')].find(each => each.getClientRects().length)
      if (!box) return
      event.preventDefault()
      box.focus()
      box.select()
    })
  }

  document.addEventListener('DOMContentLoaded', () => {
    tools()
    slash()
    reading()
    bound()
    // The contents list stands open where there is room beside the text.
    const contents = document.querySelector('.toc details')
    if (contents && matchMedia('(min-width: 64em)').matches) contents.open = true
  })
})()
