// The files that tell machines about the site: sitemap.xml, robots.txt, _redirects, and any JSON.

import { isDay, isRfc3339 } from './feeds.mjs'
import { parseUrl } from './site.mjs'

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const FREQUENCIES = ['always', 'hourly', 'daily', 'weekly', 'monthly', 'yearly', 'never']

export function checkMaps(site, report, roots) {
  checkSitemap(site, report, roots)
  checkRobots(site, report)
  checkRedirects(site, report)
  for (const path of site.files.filter((file) => /\.(json|webmanifest|geojson|jsonld)$/.test(file))) {
    let problem
    try {
      JSON.parse(site.read(path))
    } catch (error) {
      problem = error.message
    }
    report.check('JSON', !problem, path, problem)
  }
}

function checkSitemap(site, report, roots) {
  const listed = new Set()
  const maps = [...roots].filter(([, root]) => root.uri === SITEMAP)
  // A copy for file:// has no addresses to map.
  if (!site.relative) {
    const root = roots.get('sitemap.xml')
    report.check('sitemap', root?.uri === SITEMAP, 'sitemap.xml', 'is missing, or has not the namespace of sitemaps.org 0.9')
  }
  for (const [path, root] of maps) {
    const check = (ok, what) => report.check('sitemap', ok, path, what)
    const kind = { urlset: 'url', sitemapindex: 'sitemap' }[root.local]
    if (!check(kind, `the root is <${root.local}>`)) continue
    check(root.children.every((child) => child.uri === SITEMAP && child.local === kind), `has other elements than <${kind}>`)
    check(root.children.length > 0, 'is empty')
    check(root.children.length <= 50_000, `has ${root.children.length} entries, 50,000 are allowed`)
    for (const entry of root.children) {
      const values = (local) => entry.children.filter((child) => child.local === local).map((child) => child.text.trim())
      const locs = values('loc')
      if (!check(locs.length === 1, `an entry has ${locs.length} <loc>`)) continue
      const { path: file, problem } = site.fileAtUrl(locs[0])
      check(!problem, `“${locs[0]}” ${problem}`)
      check(locs[0].length < 2048, `“${locs[0]}” is longer than 2,047 characters`)
      check(!listed.has(locs[0]), `“${locs[0]}” is listed twice`)
      listed.add(locs[0])
      if (file && site.pageByPath.has(file)) {
        listed.add(file)
        check(site.pageByPath.get(file).indexable, `“${locs[0]}” is not meant for search engines`)
      }
      if (file && kind === 'sitemap') check(roots.get(file)?.uri === SITEMAP, `“${locs[0]}” is no sitemap`)
      for (const text of values('lastmod')) check(isW3cDate(text), `“${locs[0]}”: lastmod “${text}” is not a W3C datetime`)
      for (const text of values('changefreq')) check(FREQUENCIES.includes(text), `“${locs[0]}”: changefreq “${text}”`)
      for (const text of values('priority')) check(text !== '' && Number(text) >= 0 && Number(text) <= 1, `“${locs[0]}”: priority “${text}”`)
      check(['lastmod', 'changefreq', 'priority'].every((local) => values(local).length <= 1), `“${locs[0]}” says something twice`)
    }
  }
  if (maps.length === 0) return
  for (const page of site.pages.filter((page) => page.indexable)) {
    report.check('sitemap', listed.has(page.path), page.path, 'is in no sitemap')
  }
}

/** The profile of ISO 8601 that sitemaps use: a year, month or day, or a full time with zone. */
function isW3cDate(text) {
  if (isRfc3339(text) || isRfc3339(text.replace(/(T\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/, '$1:00$2'))) return true
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text)
  return parts !== null && isDay(Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1))
}

function checkRobots(site, report) {
  const check = (ok, what) => report.check('robots.txt', ok, 'robots.txt', what)
  if (!site.fileSet.has('robots.txt')) return check(site.relative, 'is missing')
  const lines = site.read('robots.txt').split(/\r?\n/).map((line) => line.replace(/#.*/, '').trim()).filter(Boolean)
  const maps = []
  for (const line of lines) {
    const field = /^(user-agent|allow|disallow|sitemap|crawl-delay)\s*:\s*(.*)$/i.exec(line)
    if (check(field, `a line that crawlers do not know: “${line}”`) && /^sitemap$/i.test(field[1])) maps.push(field[2])
  }
  check(lines.some((line) => /^user-agent\s*:/i.test(line)), 'has no User-agent line')
  if (!site.relative) check(maps.length > 0, 'names no sitemap')
  for (const text of maps) {
    const { path, problem } = site.fileAtUrl(text)
    check(!problem && path.endsWith('.xml'), `the sitemap “${text}” ${problem ?? 'is no XML file'}`)
  }
}

/** `FROM TO [STATUS]`, one a line, as static hosts read it. */
export function parseRedirects(text) {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [from, to, status = '301', ...rest] = line.split(/\s+/)
      return { line, from, to, status: Number(status), wellFormed: to !== undefined && rest.length === 0 && /^30[1278]$/.test(status) }
    })
}

function checkRedirects(site, report) {
  if (!site.fileSet.has('_redirects')) return
  const check = (ok, what) => report.check('_redirects', ok, '_redirects', what)
  const seen = new Set()
  for (const { line, from, to, wellFormed } of parseRedirects(site.read('_redirects'))) {
    if (!check(wellFormed, `“${line}” is not FROM TO STATUS`)) continue
    check(from.startsWith(site.base), `${from} is outside the base path ${site.base}`)
    check(!seen.has(from), `${from} is redirected twice`)
    seen.add(from)
    // A stub page left at the old address is fine: it is what hosts without redirects show.
    const { path: old } = site.fileAt(from)
    const shadowed = old && site.pageByPath.get(old)?.refresh === undefined
    check(!shadowed, `${from} hides the file ${old}`)
    const url = parseUrl(to)
    if (url && site.origin && url.origin !== site.origin) {
      check(url.protocol === 'https:' || url.protocol === 'http:', `“${to}” is not an address`)
      continue
    }
    const { path, problem } = site.fileAt((url ?? parseUrl(to, 'http://site.invalid/'))?.pathname ?? '')
    check(!problem, `${from}: the target ${to} ${problem}`)
    check(!path || site.pageByPath.get(path)?.refresh === undefined, `${from}: the target ${to} is itself a redirect`)
  }
}
