// A built site folder as the tests see it: its files, its parsed pages, and which file an address
// leads to. Everything that knows about base paths is here.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireTool, walk } from './lib.mjs'

const parse5 = requireTool('parse5')
const { SaxesParser } = requireTool('saxes')

export class Site {
  /** `base` begins and ends with a slash; `origin` may be unknown (null). */
  constructor(dir, { base = '/', origin = null, relative = false } = {}) {
    Object.assign(this, { dir, base, origin, relative })
    // Hidden files (.gitkeep, .mingbai/) are not part of what is published.
    this.files = walk(dir).filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    this.fileSet = new Set(this.files)
    this.pages = this.files.filter((path) => path.endsWith('.html')).map((path) => new Page(this, path))
    this.pageByPath = new Map(this.pages.map((page) => [page.path, page]))
    // Without --origin, the home page's own canonical address tells it.
    this.origin ??= originOf(this.pageByPath.get('index.html')?.canonicals[0])
  }

  read(path) {
    return readFileSync(join(this.dir, path), 'utf8')
  }

  /** The path in addresses at which a file is published: `a/index.html` → `/base/a/`. */
  addressOf(path) {
    return this.base + path.replace(/(^|\/)index\.html$/, '$1')
  }

  /**
   * The file that an address path (percent-encoded) leads to: `{ path }` or `{ problem }`.
   * A folder without its slash is a problem: a host would redirect, or answer 404.
   */
  fileAt(pathname) {
    let decoded
    try {
      decoded = decodeURIComponent(pathname)
    } catch {
      return { problem: 'malformed percent-encoding' }
    }
    if (!decoded.startsWith(this.base)) return { problem: `is outside the base path ${this.base}` }
    const path = decoded.slice(this.base.length)
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
    if (this.fileSet.has(file)) return { path: file }
    if (this.fileSet.has(`${file}/index.html`)) return { problem: 'leads to a folder but lacks the slash at its end' }
    return { problem: 'leads to no file' }
  }

  /** Like `fileAt`, for an absolute address that has to lie under origin + base. */
  fileAtUrl(text) {
    const url = parseUrl(text)
    if (!url || !/^https?:$/.test(url.protocol)) return { problem: 'is not an absolute http(s) address' }
    if (this.origin && url.origin !== this.origin) return { problem: `is not under ${this.origin}` }
    return this.fileAt(url.pathname)
  }

  /** An address as found in a page: resolved against the page's own, or null if it cannot be. */
  resolve(page, text) {
    return parseUrl(text, `http://site.invalid${encodeURI(page.address)}`)
  }

  /** Ids that a fragment may point to, or null if fragments of such a file mean something else. */
  idsOf(path) {
    if (path.endsWith('.html')) return this.pageByPath.get(path).ids
    if (path.endsWith('.svg')) return new Set([...this.read(path).matchAll(/\sid=["']([^"']+)["']/g)].map((m) => m[1]))
    return null
  }
}

/** One HTML file, parsed as a browser without scripts would. */
class Page {
  constructor(site, path) {
    this.path = path
    this.address = site.addressOf(path)
    this.elements = []
    collect(parse5.parse(site.read(path), { scriptingEnabled: false }), this.elements)
    this.ids = new Set()
    for (const { tag, attrs } of this.elements) {
      if (attrs.id) this.ids.add(attrs.id)
      if (tag === 'a' && attrs.name) this.ids.add(attrs.name)
    }
    const robots = this.metas('robots').join(',').toLowerCase()
    this.noindex = /\b(noindex|none)\b/.test(robots)
    /** The target of `<meta http-equiv=refresh>`: this is a stub left where a page used to be. */
    this.refresh = this.elements
      .filter(({ tag, attrs }) => tag === 'meta' && /^refresh$/i.test(attrs['http-equiv'] ?? ''))
      .map(({ attrs }) => /^\s*\d+\s*[;,]\s*url\s*=\s*['"]?([^'"]*)/i.exec(attrs.content ?? '')?.[1]?.trim())[0]
    this.isNotFound = path === '404.html'
    this.canonicals = this.elements.filter((e) => e.tag === 'link' && hasToken(e.attrs.rel, 'canonical')).map((e) => e.attrs.href ?? '')
  }

  /** Contents of `<meta name>`; names are compared without regard to case. */
  metas(name) {
    return this.elements
      .filter(({ tag, attrs }) => tag === 'meta' && attrs.name?.toLowerCase() === name.toLowerCase())
      .map(({ attrs }) => attrs.content ?? '')
  }

  /** A page that search engines are meant to list. */
  get indexable() {
    return !this.noindex && !this.isNotFound && this.refresh === undefined
  }
}

function collect(node, elements) {
  if (node.tagName) {
    const attrs = {}
    for (const { prefix, name, value } of node.attrs) attrs[(prefix ? `${prefix}:` : '') + name] = value
    elements.push({ tag: node.tagName, attrs, text: textOf(node) })
  }
  for (const child of node.childNodes ?? []) collect(child, elements)
  if (node.content) collect(node.content, elements) // what a <template> holds
}

/** Text is kept only where a check reads it, else big pages would be copied at every level. */
function textOf(node) {
  if (!['title', 'h1', 'script', 'style'].includes(node.tagName)) return ''
  const parts = []
  const visit = (n) => (n.nodeName === '#text' ? parts.push(n.value) : n.childNodes?.forEach(visit))
  visit(node)
  return parts.join('')
}

export const hasToken = (list, token) => (list ?? '').toLowerCase().split(/\s+/).includes(token)

/** An address as a URL, or null; `from` is the address that it is relative to. */
export function parseUrl(text, from) {
  try {
    return new URL(text, from)
  } catch {
    return null
  }
}

function originOf(text) {
  const url = text && parseUrl(text)
  return url ? url.origin : null
}

/**
 * Parses XML with namespaces; throws at the first thing that is not well-formed.
 * Elements are `{ local, uri, attrs, children, text }`, text being that of all descendants.
 */
export function parseXml(source) {
  const parser = new SaxesParser({ xmlns: true })
  const root = { children: [], text: '' }
  const open = [root]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const attrs = Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]))
    const element = { local, uri, attrs, children: [], text: '' }
    open.at(-1).children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    open.at(-1).text += closed.text
  })
  const text = (value) => (open.at(-1).text += value)
  parser.on('text', text)
  parser.on('cdata', text)
  parser.write(source).close()
  return root.children[0]
}
