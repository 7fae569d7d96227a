// What every page says of itself: language, title, one first heading, canonical address, the page
// tags of Chinese government sites, Open Graph, JSON-LD.

import { hasToken, parseUrl } from './site.mjs'

// The page tags of the government website guide; where one is present it has to say something.
const TAGS = [
  'SiteName', 'SiteDomain', 'SiteIDCode', 'ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType',
  'ArticleTitle', 'PubDate', 'ContentSource', 'Keywords', 'Author', 'Description', 'Image', 'Url',
]

export function checkHeads(site, report) {
  const titles = new Map()
  for (const page of site.pages) {
    const check = (group, ok, what) => report.check(group, ok, page.path, what)
    const all = (tag) => page.elements.filter((element) => element.tag === tag)

    const lang = all('html')[0]?.attrs.lang ?? ''
    check('language', isLanguageTag(lang), `<html lang="${lang}"> is missing or no language tag`)

    const headings = all('h1')
    check('heading', headings.length === 1, `${headings.length} <h1> instead of one`)
    // The heading may be an image with a text alternative: then axe judges it.

    const title = (all('title')[0]?.text ?? '').trim()
    check('title', title !== '', 'the title is empty')
    if (title && page.indexable) {
      const other = titles.get(`${lang}\n${title}`)
      check('title', !other, `has the same title “${title}” as ${other}`)
      titles.set(`${lang}\n${title}`, page.path)
    }

    const icon = all('link').some(({ attrs }) => hasToken(attrs.rel, 'icon'))
    check('icon', icon, 'names no icon: browsers would ask for /favicon.ico, outside the base path')

    checkCanonical(site, report, page)
    checkTags(report, page)
    checkOpenGraph(site, report, page, all('meta'))
    checkAlternates(site, report, page, all('link'))
    checkJsonLd(report, page, all('script'))
  }
}

function isLanguageTag(text) {
  try {
    return text !== '' && Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

function checkCanonical(site, report, page) {
  const check = (ok, what) => report.check('canonical address', ok, page.path, what)
  // A page not found has no address of its own; a copy for file:// may have no public address.
  if (page.canonicals.length === 0) return check(page.isNotFound || (site.relative && !site.origin), 'there is none')
  if (!check(page.canonicals.length === 1, 'there is more than one')) return
  const text = page.canonicals[0]
  const url = parseUrl(text)
  if (!check(url && /^https?:$/.test(url.protocol), `“${text}” is not absolute`)) return
  check(!url.hash && !url.search, `“${text}” has a query or fragment`)
  // A stub names the page that took its place, every other page names itself.
  const target = page.refresh === undefined ? page.address : stubTarget(site, page)
  const expected = new URL(encodeURI(target), site.origin ?? url.origin).href
  check(decode(url.href) === decode(expected), `“${text}” is not the page's own, ${expected}`)
}

function stubTarget(site, page) {
  return decode(site.resolve(page, page.refresh)?.pathname ?? '').replace(/\/index\.html$/, '/')
}

function decode(text) {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}

function checkTags(report, page) {
  const check = (ok, what) => report.check('page tags', ok, page.path, what)
  for (const name of TAGS) {
    for (const content of page.metas(name)) {
      check(content.trim() !== '' && content.trim() !== 'null', `${name} is empty`)
    }
  }
  for (const content of page.metas('PubDate')) {
    const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/.exec(content)
    check(parts && !Number.isNaN(Date.parse(`${parts[1]}T${parts[2]}:00Z`)), `PubDate “${content}” is not YYYY-MM-DD HH:MM`)
  }
  for (const content of page.metas('SiteIDCode')) {
    check(/^[0-9A-Za-z]{10}$/.test(content), `SiteIDCode “${content}” is not ten characters`)
  }
}

function checkOpenGraph(site, report, page, metas) {
  for (const { attrs } of metas.filter(({ attrs }) => /^(og|article):/.test(attrs.property ?? ''))) {
    const { property, content = '' } = attrs
    const check = (ok, what) => report.check('Open Graph', ok, page.path, what)
    if (!check(content.trim() !== '', `${property} is empty`)) continue
    if (!['og:url', 'og:image', 'og:image:url', 'og:image:secure_url'].includes(property)) continue
    const { problem } = site.fileAtUrl(content)
    check(!problem, `${property} “${content}” ${problem}`)
  }
}

/** Translations: search engines want absolute addresses, and a page named by both sides. */
function checkAlternates(site, report, page, links) {
  if (site.relative) return
  for (const { attrs } of links.filter(({ attrs }) => hasToken(attrs.rel, 'alternate') && attrs.hreflang !== undefined)) {
    const check = (ok, what) => report.check('translations', ok, page.path, what)
    const { path, problem } = site.fileAtUrl(attrs.href ?? '')
    if (!check(!problem, `“${attrs.href}” ${problem}`)) continue
    check(attrs.hreflang === 'x-default' || isLanguageTag(attrs.hreflang), `hreflang “${attrs.hreflang}” is no language tag`)
    const target = site.pageByPath.get(path)
    check(target, `“${attrs.href}” is no page`)
    const back = target?.elements.some(
      ({ tag, attrs: other }) => tag === 'link' && other.hreflang !== undefined && site.fileAtUrl(other.href ?? '').path === page.path,
    )
    check(back, `${path} does not name this page in return`)
  }
}

function checkJsonLd(report, page, scripts) {
  for (const { attrs, text } of scripts.filter(({ attrs }) => /ld\+json/i.test(attrs.type ?? ''))) {
    const check = (ok, what) => report.check('JSON-LD', ok, page.path, what)
    let data
    try {
      data = JSON.parse(text)
    } catch (error) {
      check(attrs.src !== undefined, `is not JSON: ${error.message}`)
      continue
    }
    const nodes = Array.isArray(data) ? data : [data]
    const isNode = (node) => node !== null && typeof node === 'object' && node['@context'] && (node['@type'] || node['@graph'])
    check(nodes.length > 0 && nodes.every(isNode), 'lacks @context, or @type or @graph')
  }
}
