// Atom feeds, by RFC 4287.

import { parseUrl, parseXml } from './site.mjs'

const ATOM = 'http://www.w3.org/2005/Atom'

export function checkFeed(site, report, path, feed) {
  const check = (ok, what) => report.check('Atom feeds', ok, path, what)
  check(feed.local === 'feed', `the root is <${feed.local}>`)
  const entries = kids(feed, 'entry')

  checkCounts(check, 'feed', feed, {
    exactly: ['id', 'title', 'updated'],
    atMost: ['generator', 'icon', 'logo', 'rights', 'subtitle'],
  })
  checkParts(site, check, 'feed', feed)
  check(
    kids(feed, 'author').length > 0 || (entries.length > 0 && entries.every((entry) => kids(entry, 'author').length > 0)),
    'neither the feed nor every entry has an author',
  )
  const self = kids(feed, 'link').filter((link) => link.attrs.rel === 'self')
  if (check(self.length === 1, `${self.length} links with rel=self instead of one`)) {
    const target = site.fileAtUrl(self[0].attrs.href ?? '')
    check(target.path === path, `rel=self “${self[0].attrs.href}” is not the address of this feed`)
  }

  const ids = new Set()
  for (const [index, entry] of entries.entries()) {
    const where = `entry ${index + 1}`
    checkCounts(check, where, entry, {
      exactly: ['id', 'title', 'updated'],
      atMost: ['content', 'published', 'rights', 'source', 'summary'],
    })
    checkParts(site, check, where, entry)
    checkContent(check, where, entry)
    const id = textOf(entry, 'id')
    check(!ids.has(id), `${where}: the id “${id}” is used twice`)
    ids.add(id)
    const [published, updated] = [textOf(entry, 'published'), textOf(entry, 'updated')]
    if (published && updated) check(Date.parse(published) <= Date.parse(updated), `${where}: updated before it was published`)
    // Not in the RFC, but a reader that looks at the feed's date alone would miss the entry.
    check(!(Date.parse(updated) > Date.parse(textOf(feed, 'updated'))), `${where}: is newer than the feed`)
  }
}

const kids = (element, local) => element.children.filter((child) => child.uri === ATOM && child.local === local)
const textOf = (element, local) => kids(element, local)[0]?.text.trim()

function checkCounts(check, where, element, { exactly, atMost }) {
  for (const local of exactly) {
    const count = kids(element, local).length
    check(count === 1, `${where}: ${count} <${local}> instead of one`)
  }
  for (const local of atMost) {
    const count = kids(element, local).length
    check(count <= 1, `${where}: ${count} <${local}>, at most one is allowed`)
  }
}

/** What feeds and entries have in common. */
function checkParts(site, check, where, element) {
  for (const id of kids(element, 'id')) {
    check(/^[a-z][a-z0-9+.-]*:\S+$/i.test(id.text), `${where}: the id “${id.text}” is not an absolute IRI`)
  }
  for (const local of ['updated', 'published']) {
    for (const { text } of kids(element, local)) check(isRfc3339(text), `${where}: <${local}> “${text}” is not an RFC 3339 date-time`)
  }
  for (const title of kids(element, 'title')) check(title.text.trim() !== '', `${where}: the title is empty`)
  for (const local of ['title', 'subtitle', 'summary', 'rights']) {
    for (const text of kids(element, local)) checkText(check, `${where}: <${local}>`, text)
  }
  for (const local of ['author', 'contributor']) {
    for (const person of kids(element, local)) {
      check(kids(person, 'name').length === 1 && textOf(person, 'name') !== '', `${where}: <${local}> needs one name`)
      for (const part of ['uri', 'email']) check(kids(person, part).length <= 1, `${where}: <${local}> has more than one ${part}`)
      const uri = textOf(person, 'uri')
      if (uri !== undefined) check(parseUrl(uri), `${where}: <${local}> “${uri}” is not an absolute IRI`)
    }
  }
  for (const category of kids(element, 'category')) check(category.attrs.term, `${where}: <category> without a term`)
  checkLinks(site, check, where, element)
}

function checkLinks(site, check, where, element) {
  const alternates = new Set()
  for (const { attrs } of kids(element, 'link')) {
    const { href = '', rel = 'alternate', type = '', hreflang = '' } = attrs
    if (!check(parseUrl(href), `${where}: the link “${href}” is not an absolute IRI`)) continue
    if (rel !== 'alternate') continue
    const key = `${type} ${hreflang}`
    check(!alternates.has(key), `${where}: two alternate links of the same type and language`)
    alternates.add(key)
    const { problem } = site.fileAtUrl(href)
    check(!problem, `${where}: the link “${href}” ${problem}`)
  }
}

function checkText(check, where, { attrs, children }) {
  const type = attrs.type ?? 'text'
  check(['text', 'html', 'xhtml'].includes(type), `${where} has the type “${type}”`)
  if (type === 'xhtml') {
    check(children.length === 1 && children[0].local === 'div' && children[0].uri === 'http://www.w3.org/1999/xhtml', `${where} of type xhtml needs one XHTML <div>`)
  } else check(children.length === 0, `${where} of type ${type} has child elements`)
}

function checkContent(check, where, entry) {
  const [content] = kids(entry, 'content')
  if (!content) {
    const alternate = kids(entry, 'link').some(({ attrs }) => (attrs.rel ?? 'alternate') === 'alternate')
    return check(alternate, `${where}: without content it needs an alternate link`)
  }
  const { src, type = 'text' } = content.attrs
  if (src !== undefined) {
    check(parseUrl(src), `${where}: the content's src “${src}” is not an absolute IRI`)
    check(content.text === '' && content.children.length === 0, `${where}: content with src has to be empty`)
    check(kids(entry, 'summary').length === 1, `${where}: content with src needs a summary`)
  } else if (['text', 'html', 'xhtml'].includes(type)) checkText(check, `${where}: <content>`, content)
}

export function isRfc3339(text) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/.exec(text)
  if (!parts) return false
  const [, year, month, day, hour, minute, second, offsetHour = 0, offsetMinute = 0] = parts.map(Number)
  return isDay(year, month, day) && hour < 24 && minute < 60 && second <= 60 && !(offsetHour > 23) && !(offsetMinute > 59)
}

export function isDay(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Every XML file is well-formed; gives the roots by path. Feeds that pages announce are feeds. */
export function checkXml(site, report) {
  const roots = new Map()
  for (const path of site.files.filter((file) => /\.(xml|atom|svg|rdf)$/.test(file))) {
    try {
      roots.set(path, parseXml(site.read(path)))
      report.check('XML', true)
    } catch (error) {
      report.fail('XML', path, `is not well-formed: ${error.message}`)
    }
  }
  for (const [path, root] of roots) {
    if (root.uri === ATOM) checkFeed(site, report, path, root)
    else if (path.endsWith('.atom')) report.fail('Atom feeds', path, `the root is <${root.local}> without Atom's namespace`)
  }
  for (const page of site.pages) {
    for (const { tag, attrs } of page.elements) {
      if (tag !== 'link' || attrs.type !== 'application/atom+xml') continue
      const { path } = site.fileAt(site.resolve(page, attrs.href ?? '')?.pathname ?? '')
      report.check('Atom feeds', roots.get(path)?.uri === ATOM, page.path, `announces “${attrs.href}”, which is no Atom feed`)
    }
  }
  return roots
}
