#!/usr/bin/env node
// Stands in for `mingbai serve` in live.test.mjs: keeps the contract that live.mjs checks, or, with
// FAULT in the environment, breaks it in one way.

import { existsSync, readFileSync, watch } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

const fault = process.env.FAULT ?? ''
const option = (name) => process.argv[process.argv.indexOf(name) + 1]
const root = option('--root')
const source = join(root, 'content', '_index.md')
const BASE = '/gd/town/'

const CLIENT = `
const show = (text) => {
  document.getElementById('mingbai-overlay')?.remove()
  if (!text) return
  const overlay = document.createElement('pre')
  overlay.id = 'mingbai-overlay'
  overlay.textContent = text
  document.body.append(overlay)
}
new EventSource('${BASE}__events').onmessage = ({ data }) => {
  const { error, version } = JSON.parse(data)
  show(error)
  if (version > VERSION && (!error || ${fault === 'keeps-overlay'}) && ${fault !== 'no-reload'}) location.reload()
}
`

let good = ''
let error = ''
let version = 0
const listeners = new Set()

function build() {
  if (!existsSync(source)) return // between the two steps of a save
  const text = readFileSync(source, 'utf8')
  const parts = /^---\n[^]*?\n---\n([^]*)$/.exec(text)
  if (parts) {
    if (parts[1] === good) return
    good = parts[1]
    version += 1
  } else if (fault === 'loses-page') good = 'broken'
  const words = fault === 'nameless' ? 'something is wrong' : 'content/_index.md:1: front matter is not closed'
  if (!parts && fault !== 'no-overlay') error = words
  else if (fault !== 'keeps-overlay') error = ''
  if (fault === 'crashes' && error) process.exit(1)
  for (const tell of listeners) tell()
}

function respond(request, response) {
  const send = (status, body, headers = {}) => {
    if (fault !== 'no-csp') response.setHeader('content-security-policy', fault === 'loose-csp' ? "script-src 'unsafe-inline'" : "default-src 'none'; script-src 'self'; connect-src 'self'")
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
  const page = (text) => `<!doctype html><html lang="zh-CN"><title>x</title><body><h1>x</h1><pre>${text}</pre><script src="${BASE}__client.js?${version}"></script>`
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  if (fault !== 'any-host' && !['127.0.0.1', 'localhost'].includes(host)) return send(421, '')
  if (request.method === 'POST' && fault !== 'takes-posts') return send(405, '')
  const path = request.url.replace(/\?.*/, '')
  if (path === `${BASE}__events`) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const tell = () => response.write(`data: ${JSON.stringify({ error, version })}\n\n`)
    listeners.add(tell)
    request.on('close', () => listeners.delete(tell))
    return tell()
  }
  if (path === `${BASE}__client.js`) return send(200, CLIENT.replace('VERSION', version), { 'content-type': 'text/javascript' })
  if (path === BASE) return send(200, page(good))
  if (path === `${BASE}_redirects`) return fault === 'no-redirects' ? send(404, page('')) : send(200, `${BASE}old/ ${BASE} 301\n`)
  if (path === `${BASE}old/`) return send(fault === 'redirects-302' ? 302 : 301, '', { location: fault === 'redirects-home' ? '/' : BASE })
  const asked = decodeURIComponent(path).replace(BASE, '/')
  if (fault === 'climbs' && asked.includes('..') && existsSync(join(root, asked))) return send(200, 'something')
  return send(fault === 'soft-404' ? 200 : 404, fault === 'bare-404' ? 'no' : page('404'))
}

build()
watch(join(root, 'content'), build)
const server = createServer(respond).listen(Number(option('--port')), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}${BASE}`
  if (fault !== 'no-url') console.error(`预览：\u001b[1m${url}\u001b[0m`)
})
