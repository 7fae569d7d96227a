// Links and what a page may load: every address inside the site leads to something, nothing is
// loaded from elsewhere, and nothing needs a hole in a strict Content-Security-Policy.

import { hasToken, parseUrl } from './site.mjs'

// Schemes that hand over to another program. Anything else (an unresolved `figure:` or `record:`
// link, `file:`, `javascript:`) is a fault.
const HANDED_OVER = new Set(['mailto:', 'tel:', 'sms:', 'geo:'])

// Attributes with an address: [elements, attribute, does the browser load it by itself].
const ADDRESSES = [
  [['a', 'area'], 'href', false],
  [['img', 'script', 'iframe', 'audio', 'video', 'source', 'track', 'embed', 'input'], 'src', true],
  [['object'], 'data', true],
  [['video'], 'poster', true],
  [['form'], 'action', true], // not loaded, but data must not go elsewhere either
  [['button', 'input'], 'formaction', true],
  [['blockquote', 'q', 'ins', 'del'], 'cite', false],
  // inside inline SVG
  [['use', 'image', 'pattern', 'linearGradient', 'radialGradient', 'textPath', 'mpath'], 'href', true],
  [['use', 'image', 'pattern', 'linearGradient', 'radialGradient', 'textPath', 'mpath', 'a'], 'xlink:href', true],
]

// Relations of <link> that only say something; all others make the browser load the address.
const STATEMENTS = ['canonical', 'alternate', 'author', 'license', 'help', 'prev', 'next', 'search', 'me', 'up', 'index', 'describedby']

export function checkLinks(site, report) {
  for (const page of site.pages) {
    for (const element of page.elements) {
      checkForbidden(report, page, element)
      for (const { text, loaded, from } of addressesOf(element)) {
        checkAddress(site, report, page, text, { loaded, from, image: isImage(element) })
      }
    }
  }
  for (const path of site.files.filter((file) => file.endsWith('.css'))) checkCss(site, report, path)
  for (const path of site.files.filter((file) => file.endsWith('.svg'))) checkSvg(site, report, path)
}

const isImage = ({ tag, attrs }) => ['img', 'source', 'image'].includes(tag) || (tag === 'link' && hasToken(attrs.rel, 'icon'))

function addressesOf({ tag, attrs }) {
  const found = []
  const add = (text, loaded, from) => text !== undefined && found.push({ text: text.trim(), loaded, from })
  for (const [tags, name, loaded] of ADDRESSES) if (tags.includes(tag)) add(attrs[name], loaded, `<${tag} ${name}>`)
  if (tag === 'link') {
    const statement = STATEMENTS.some((rel) => hasToken(attrs.rel, rel)) && !hasToken(attrs.rel, 'stylesheet')
    add(attrs.href, !statement, `<link rel=${attrs.rel}>`)
  }
  const srcset = tag === 'link' ? 'imagesrcset' : 'srcset'
  for (const candidate of (attrs[srcset] ?? '').split(/,\s+|,$/)) {
    if (candidate.trim()) add(candidate.trim().split(/\s+/)[0], true, `<${tag} ${srcset}>`)
  }
  if (tag === 'meta') {
    const refresh = /^refresh$/i.test(attrs['http-equiv'] ?? '') && /url\s*=\s*['"]?([^'"]*)/i.exec(attrs.content ?? '')
    if (refresh) add(refresh[1], false, '<meta refresh>')
    // Open Graph addresses are read by other sites, so they have to be absolute: see head.mjs.
  }
  return found
}

function checkForbidden(report, page, { tag, attrs, text }) {
  const no = (ok, what) => report.check('inline code', ok, page.path, what)
  if (tag === 'script') {
    const data = attrs.type?.trim().toLowerCase() === 'application/ld+json'
    no(attrs.src !== undefined || data, `inline <script>: ${text.trim().slice(0, 60)}`)
  }
  if (tag === 'style') no(false, `inline <style>: ${text.trim().slice(0, 60)}`)
  if (tag === 'base') no(false, '<base> changes what every link means')
  if (attrs.srcdoc !== undefined) no(false, `srcdoc= on <${tag}>`)
  const inline = Object.keys(attrs).filter((name) => name === 'style' || /^on[a-z]+$/.test(name))
  no(inline.length === 0, `${inline.map((name) => `${name}=`).join(' ')} on <${tag}>`)
}

/** One address found in a page (or, with `loaded`, in a stylesheet or a drawing). */
function checkAddress(site, report, page, text, { loaded, from, image = false }) {
  const bad = (what) => report.fail(loaded ? 'loaded from elsewhere or missing' : 'links', page.path, `${from} “${text}” ${what}`)
  const good = () => report.check('links', true)
  if (text === '') return bad('is empty')
  if (text.startsWith('//') || text.includes('\\')) return bad('is protocol-relative or has a backslash')
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(text) ? parseUrl(text) : undefined
  if (absolute === null) return bad('cannot be parsed')
  if (absolute) {
    const { protocol, origin, pathname } = absolute
    if (protocol === 'data:') return image ? good() : bad('is a data: address outside an image')
    if (HANDED_OVER.has(protocol)) return loaded ? bad(`has the scheme ${protocol}`) : good()
    if (protocol !== 'http:' && protocol !== 'https:') return bad(`has the scheme ${protocol}`)
    const ours = origin === site.origin && safeDecode(pathname)?.startsWith(site.base)
    if (!ours) return loaded ? bad('is third-party') : good()
    // In a relative copy, an absolute address is right only where it names the public copy.
    if (site.relative && (loaded || from.startsWith('<a '))) return bad('is absolute, but the site is built to be relative')
    return checkTarget(site, report, page, absolute, bad, good)
  }
  if (text.startsWith('#')) return checkFragment(site, page.path, text.slice(1), bad, good)
  if (site.relative && text.startsWith('/')) return bad('begins with a slash, but the site is built to be relative')
  // A host shows 404.html at any depth, where a relative link would lead somewhere else.
  if (!site.relative && page.isNotFound && !text.startsWith('/')) return bad('is relative, in the page that any address may show')
  const url = site.resolve(page, text)
  if (!url) return bad('cannot be parsed')
  if (site.relative && (url.pathname.endsWith('/') || /(^|\/)\.{0,2}$/.test(text.replace(/[?#].*/s, '')))) {
    return bad('ends in a folder, which file:// does not open')
  }
  return checkTarget(site, report, page, url, bad, good)
}

function checkTarget(site, report, page, url, bad, good) {
  const target = site.fileAt(url.pathname)
  if (target.problem) return bad(target.problem)
  return checkFragment(site, target.path, url.hash.slice(1), bad, good)
}

function checkFragment(site, path, fragment, bad, good) {
  // `#` and `#top` mean the top of the page; `#:~:text=` is for the browser, not an id.
  const id = safeDecode(fragment.replace(/:~:.*$/s, ''))
  if (id === '' || id === 'top') return good()
  if (id === null) return bad('has malformed percent-encoding')
  const ids = site.idsOf(path)
  return ids && !ids.has(id) ? bad(`names an id that ${path} does not have`) : good()
}

function safeDecode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function checkCss(site, report, path) {
  const page = { path, address: site.addressOf(path) }
  const css = site.read(path).replace(/\/\*[^]*?\*\//g, '')
  const pattern = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi
  for (const [, ...groups] of css.matchAll(pattern)) {
    const text = groups.find((group) => group !== undefined).trim()
    checkAddress(site, report, page, text, { loaded: true, from: 'url()', image: true })
  }
}

/** A drawing may be opened by itself, so it has to keep the same rules as a page. */
function checkSvg(site, report, path) {
  const page = { path, address: site.addressOf(path) }
  const svg = site.read(path)
  report.check('inline code', !/<script\b|\son[a-z]+\s*=|javascript:/i.test(svg), path, 'script in a drawing')
  for (const [, text] of svg.matchAll(/\s(?:xlink:)?href\s*=\s*["']([^"']*)["']/gi)) {
    checkAddress(site, report, page, text, { loaded: true, from: 'href', image: true })
  }
}
