// What `mingbai serve` answers, byte by byte: every file of a build as it was built, conditional requests and ranges,
// and clients that are slow, broken or greedy. Raw sockets, because clients tidy up what they send.
//
//   node tests/web/preview-http.mjs --bin target/debug/mingbai --site SITE

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { readArgs, Report, tempDir, walk } from './lib.mjs'
import { parseRedirects } from './maps.mjs'
import { startServer, stopServer } from './server.mjs'

const usage = 'usage: preview-http.mjs --bin PATH --site DIR [--base-url https://town.example/gd/town/] [--timeout 15000]'
const { values } = readArgs(usage, {
  bin: { type: 'string', required: true },
  site: { type: 'string', required: true },
  'base-url': { type: 'string', default: 'https://town.example/gd/town/' },
  timeout: { type: 'string', default: '15000' },
})
const timeout = Number(values.timeout)
const report = new Report()
const base = new URL(values['base-url']).pathname

/** What the server adds to HTML, and nothing else. */
const ADDED = /<link rel="stylesheet" href="\/__mingbai\/overlay\.css"><script src="\/__mingbai\/reload\.js" data-base="[^"]*" data-frame="[0-9a-f]{32}" data-styles="[0-9a-f]{32}" defer><\/script>(?=<\/body>)/

/** Sends bytes as they are, and gives everything that comes back until the server closes. */
function raw(port, bytes, { wait = timeout } = {}) {
  return new Promise((done) => {
    const parts = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const finish = () => {
      clearTimeout(late)
      socket.destroy()
      done(Buffer.concat(parts).toString('latin1'))
    }
    const late = setTimeout(finish, wait)
    socket.on('data', (part) => parts.push(part))
    socket.on('close', finish)
    socket.on('error', finish)
  })
}

/** A GET of its own connection: status, headers, body as bytes. */
async function get(port, path, headers = {}, method = 'GET') {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close']
  for (const [name, value] of Object.entries(headers)) for (const one of [value].flat()) lines.push(`${name}: ${one}`)
  const text = await raw(port, `${lines.join('\r\n')}\r\n\r\n`)
  const end = text.indexOf('\r\n\r\n')
  const [first, ...fields] = text.slice(0, end).split('\r\n')
  const found = Object.fromEntries(fields.map((f) => [f.slice(0, f.indexOf(':')).toLowerCase(), f.slice(f.indexOf(':') + 1).trim()]))
  return { status: Number(first?.split(' ')[1]), headers: found, body: Buffer.from(text.slice(end + 4), 'latin1') }
}

const status = (text) => Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1])

async function checkFiles(port) {
  const dir = tempDir('preview-http')
  execFileSync(resolve(values.bin), ['build', '-q', '--root', values.site, '--output', dir, '--base-url', values['base-url']], { stdio: 'pipe' })
  const files = walk(dir).filter((path) => !path.startsWith('.'))
  report.check('as built', files.length > 5, dir, `only ${files.length} files were built`)
  const kinds = new Map()
  // A host that knows redirects answers these addresses itself; the files are for those that do not.
  const redirects = new Map(parseRedirects(readFileSync(join(dir, '_redirects'), 'utf8')).map((r) => [r.from, r]))
  for (const path of files) {
    const check = (ok, what) => report.check('as built', ok, path, what)
    const address = base + path.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/')
    const { status: code, headers, body } = await get(port, address)
    const redirect = redirects.get(address)
    if (redirect) {
      check(code === redirect.status && headers.location === redirect.to, `status ${code} to ${headers.location}`)
      continue
    }
    check(code === 200, `status ${code}`)
    const isHtml = path.endsWith('.html')
    const built = readFileSync(join(dir, path))
    const sent = isHtml ? Buffer.from(body.toString().replace(ADDED, '')) : body
    check(sent.equals(built), `the bytes sent (${sent.length}) are not those built (${built.length})`)
    check(!isHtml || ADDED.test(body.toString()), 'the page does not reload by itself')
    check(Number(headers['content-length']) === body.length, `content-length ${headers['content-length']} of ${body.length} bytes`)
    const type = headers['content-type'] ?? ''
    kinds.set(path.replace(/^.*?(\.[^.\/]+)?$/, '$1'), type)
    check(type !== '' && !type.includes('octet-stream'), `content type “${type}”`)
    check(!type.startsWith('text/') || type.endsWith('; charset=utf-8'), `content type “${type}” without UTF-8`)
    check(headers['x-content-type-options'] === 'nosniff', 'may be sniffed')
    check(/^"[0-9a-f]{32}"$/.test(headers.etag ?? ''), `ETag ${headers.etag}`)
  }
  console.log([...kinds].map(([ext, type]) => `${ext || '(none)'} ${type}`).join('; '))
}

async function checkConditions(port) {
  const path = `${base}robots.txt`
  const check = (ok, what) => report.check('conditions', ok, path, what)
  const whole = await get(port, path)
  const { etag } = whole.headers
  const code = async (headers, method) => (await get(port, path, headers, method)).status
  for (const value of [etag, `W/${etag}`, `"x", ${etag}`, '*', ['"x"', etag]]) {
    check((await code({ 'If-None-Match': value })) === 304, `If-None-Match: ${value} is not answered with 304`)
    check((await code({ 'If-None-Match': value }, 'HEAD')) === 304, `the same of HEAD`)
  }
  for (const value of ['"x"', '', etag.slice(1, -1), '"x,*,y"']) check((await code({ 'If-None-Match': value })) === 200, `If-None-Match: ${value} is answered with 304`)
  const head = await get(port, path, {}, 'HEAD')
  const same = (names) => names.every((n) => head.headers[n] === whole.headers[n])
  check(head.body.length === 0 && same(['etag', 'content-type', 'content-length']), 'HEAD is not GET without the body')
  const length = whole.body.length
  const part = async (range, more = {}) => {
    const { status: code, headers, body } = await get(port, path, { Range: range, ...more })
    return [code, headers['content-range'], body.toString()]
  }
  const cut = (from, to) => whole.body.subarray(from, to + 1).toString()
  for (const [range, expected] of [
    ['bytes=0-3', [206, `bytes 0-3/${length}`, cut(0, 3)]],
    ['bytes=4-', [206, `bytes 4-${length - 1}/${length}`, cut(4, length)]],
    ['bytes=-5', [206, `bytes ${length - 5}-${length - 1}/${length}`, cut(length - 5, length)]],
    [`bytes=${length}-`, [416, `bytes */${length}`, '']],
    ['bytes=0-1,3-4', [200, undefined, whole.body.toString()]],
  ]) {
    const found = await part(range)
    check(JSON.stringify(found) === JSON.stringify(expected), `Range: ${range} is answered with ${JSON.stringify(found)}`)
  }
  check((await part('bytes=0-1', { 'If-Range': etag }))[0] === 206, 'If-Range with the tag brings no range')
  check((await part('bytes=0-1', { 'If-Range': '"x"' }))[0] === 200, 'If-Range with another tag brings a range')
}

async function checkClients(port) {
  const check = (ok, what) => report.check('clients', ok, '', what)
  const host = `Host: 127.0.0.1:${port}\r\n`
  const quick = async (what) => {
    const begin = Date.now()
    const { status: code } = await get(port, base)
    check(code === 200, `status ${code} ${what}`)
    check(Date.now() - begin < timeout / 3, `took ${Date.now() - begin} ms ${what}`)
  }
  // Two requests in one go, over one connection that stays.
  const two = await raw(port, `GET ${base}robots.txt HTTP/1.1\r\n${host}\r\nHEAD ${base} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)
  check(two.split('HTTP/1.1 200 OK').length === 3, `two requests over one connection bring: ${two.slice(0, 80)}`)
  const slow = Array.from({ length: 100 }, () => connect(port, '127.0.0.1'))
  for (const socket of slow) {
    socket.on('error', () => {})
    socket.write(`GET ${base} HTTP/1.1\r\nHo`)
  }
  await quick('while a hundred clients dawdle')
  for (const socket of slow) socket.destroy()
  for (const garbage of ['\0\u0001\u0002\r\n\r\n', 'GET\r\n\r\n', `GET ${base} HTTP/9.9\r\n${host}\r\n`, `GET ${base} HTTP/1.1\r\nno colon\r\n\r\n`, '\r\n'.repeat(50), '\u0016\u0003\u0001\u0002\0']) {
    const answer = await raw(port, Buffer.from(garbage, 'latin1'), { wait: 1500 })
    check(answer === '' || (status(answer) >= 400 && status(answer) < 600), `${JSON.stringify(garbage)} is answered with ${answer.slice(0, 40)}`)
  }
  await quick('after nonsense')
  const large = `GET ${base} HTTP/1.1\r\n${host}X: ${'x'.repeat(200_000)}\r\n\r\n`
  const many = `GET ${base} HTTP/1.1\r\n${host}${Array.from({ length: 500 }, (_, i) => `X-${i}: 1\r\n`).join('')}\r\n`
  for (const greedy of [large, many]) {
    const answer = await raw(port, greedy)
    check(!(status(answer) < 400), `a header of ${greedy.length} bytes is answered with ${answer.slice(0, 40)}`)
  }
  await quick('after large headers')
  for (const [what, request, expected] of [
    ['without Host', `GET ${base} HTTP/1.1\r\nConnection: close\r\n\r\n`, 400],
    ['with two Hosts', `GET ${base} HTTP/1.1\r\n${host}${host}Connection: close\r\n\r\n`, 400],
    ['for another host in its target', `GET http://evil.example${base} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 421],
    ['for another Host', `GET ${base} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`, 421],
    ['for another Host, of the events', 'GET /__mingbai/events HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 421],
    ['of HTTP/1.0', `GET ${base} HTTP/1.0\r\n${host}\r\n`, 200],
  ]) {
    const answer = await raw(port, request)
    check(status(answer) === expected, `a request ${what} is answered with ${answer.slice(0, 40)}`)
  }
  const script = await get(port, '/__mingbai/reload.js')
  check(script.headers['content-type'] === 'text/javascript; charset=utf-8', 'the reload script has no type')
}

const server = await startServer({ bin: values.bin, root: values.site, args: ['--base-url', values['base-url']], timeout: 4 * timeout })
try {
  const port = Number(new URL(server.url).port)
  await checkFiles(port)
  await checkConditions(port)
  await checkClients(port)
} catch (error) {
  report.fail('run', '', error.stack)
}
report.check('stopping', await stopServer(server.child, { timeout }), '', 'did not end')
process.exit(report.finish())
