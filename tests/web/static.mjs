// A static file server for built folders, as a host would serve them: base path, 404.html,
// _redirects, _headers, and a strict Content-Security-Policy where the site sets none.
//
//   node tests/web/static.mjs DIR [--base /gd/town/] [--port 8000]

import { createServer } from 'node:http'
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { readArgs } from './lib.mjs'
import { parseRedirects } from './maps.mjs'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/vnd.microsoft.icon',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.pdf': 'application/pdf',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

// The strictest policy that a site without inline code can live with.
const STRICT_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "media-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves `dir` on the loopback, compressed if `gzip`; gives `{ url, close }`, url ending in the base path. */
export async function serveStatic(dir, { base = '/', port = 0, gzip = false } = {}) {
  const root = realpathSync(dir)
  const optional = (name) => (existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : '')
  const redirects = new Map(parseRedirects(optional('_redirects')).map((each) => [decodeURI(each.from), each]))
  const rules = parseHeaders(optional('_headers'))

  const server = createServer((request, response) => {
    const { status, file, headers = {} } = answer(request)
    const path = new URL(request.url, 'http://site.invalid').pathname
    for (const [name, value] of Object.entries(headersFor(rules, path))) response.setHeader(name, value)
    if (!response.hasHeader('content-security-policy')) response.setHeader('content-security-policy', STRICT_CSP)
    if (file) response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
    const bytes = request.method === 'HEAD' || !file ? undefined : readFileSync(file)
    const packed = gzip && bytes && /text|json|xml|svg/.test(response.getHeader('content-type')) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
    if (packed) response.setHeader('content-encoding', 'gzip')
    response.writeHead(status, headers)
    response.end(packed ? gzipSync(bytes) : bytes)
  })

  function answer(request) {
    let path
    try {
      path = decodeURIComponent(new URL(request.url, 'http://site.invalid').pathname)
    } catch {
      return { status: 400 }
    }
    const redirect = redirects.get(path)
    if (redirect) return { status: redirect.status, headers: { location: redirect.to } }
    if (!path.startsWith(base)) return notFound()
    const file = join(root, path.slice(base.length))
    if (file !== root && !file.startsWith(root + sep)) return notFound()
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat?.isFile()) return { status: 200, file }
    if (!stat?.isDirectory()) return notFound()
    if (!path.endsWith('/')) return { status: 301, headers: { location: `${encodeURI(path)}/` } }
    const index = join(file, 'index.html')
    return existsSync(index) ? { status: 200, file: index } : notFound()
  }

  function notFound() {
    const file = join(root, '404.html')
    return existsSync(file) ? { status: 404, file } : { status: 404 }
  }

  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => {
      server.closeAllConnections?.()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

/** `_headers`: a line with a path pattern (`*` matches anything), then indented `Name: value`. */
function parseHeaders(text) {
  const rules = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue
    if (!/^\s/.test(line)) rules.push({ pattern: line.trim(), headers: {} })
    else {
      const [name, ...value] = line.trim().split(':')
      if (rules.length) rules.at(-1).headers[name.trim().toLowerCase()] = value.join(':').trim()
    }
  }
  return rules.map(({ pattern, headers }) => {
    const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return { matches: new RegExp(`^${escaped.join('.*')}$`), headers }
  })
}

function headersFor(rules, path) {
  return Object.assign({}, ...rules.filter(({ matches }) => matches.test(path)).map(({ headers }) => headers))
}

export const cleanBase = (text) => `/${text.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = readArgs(
    'usage: static.mjs DIR [--base /gd/town/] [--port 8000]',
    { base: { type: 'string', default: '/' }, port: { type: 'string', default: '0' } },
    { positionals: 1 },
  )
  const { url } = await serveStatic(positionals[0], { base: cleanBase(values.base), port: Number(values.port) })
  console.log(`Serving ${positionals[0]} at ${url}`)
}
