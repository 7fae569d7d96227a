// How `mingbai serve` answers: headers, 404, foreign hosts, paths that climb, redirects. Asked with
// node:http, since fetch and browsers tidy up addresses and headers before they send them.

import { request } from 'node:http'
import { parseRedirects } from './maps.mjs'

// What a climbing path must not bring to light: the file that live.mjs lays beside the site, and
// anything that looks like the site's own sources or the system's accounts.
const SECRETS = /secret-beside-the-site|^base_url:|^title:|root:x:0:0/m

export async function checkHttp(url, report, { path = '', timeout = 10_000 } = {}) {
  const check = (ok, where, what) => report.check('answers', ok, where, what)
  const { port, pathname: base } = new URL(url)
  const ask = (target, options = {}) => send({ port, path: target, timeout, ...options })

  const page = await ask(base + path)
  check(page.status === 200, base + path, `status ${page.status}`)
  const csp = page.headers['content-security-policy'] ?? ''
  check(csp !== '', base + path, 'has no Content-Security-Policy')
  check(!/'unsafe-(inline|eval)'/.test(csp), base + path, `the policy allows inline code: ${csp}`)
  check(/^text\/html;\s*charset=utf-8$/i.test(page.headers['content-type'] ?? ''), base + path, `content type “${page.headers['content-type']}”`)

  const missing = `${base}no-such-page-7f3a/`
  const lost = await ask(missing)
  check(lost.status === 404, missing, `status ${lost.status} instead of 404`)
  check(/<html/i.test(lost.body), missing, 'the answer is not the 404 page')
  check(Boolean(lost.headers['content-security-policy']), missing, 'the 404 page has no Content-Security-Policy')

  // DNS rebinding: a foreign page that makes its own name point at 127.0.0.1 must learn nothing.
  for (const host of ['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`]) {
    const { status } = await ask(base + path, { headers: { host } })
    check(status >= 400 && status < 500, base + path, `status ${status} for the host ${host}`)
  }
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    const { status } = await ask(base + path, { headers: { host } })
    check(status === 200, base + path, `status ${status} for the host ${host}`)
  }

  const climbs = ['../', '../../', '%2e%2e/', '..%2f', '%2e%2e%2f', '..%5c', 'x/../../', '%252e%252e/', './/../']
  const targets = ['Cargo.toml', 'site.yaml', 'site/site.yaml', '../../../../../../../etc/passwd']
  for (const prefix of new Set(['/', base])) {
    for (const climb of climbs) {
      for (const target of targets) {
        const full = prefix + climb + target
        const { status, body } = await ask(full)
        check(status >= 400 && status < 500 && !SECRETS.test(body), full, `is answered with status ${status}`)
      }
    }
    const { status, body } = await ask(`${prefix}%2e%2e/`)
    // In a folder of its own the path may mean the root, which is not a way out.
    check(status >= 300 && status < 500 && !SECRETS.test(body), `${prefix}%2e%2e/`, `is answered with status ${status}`)
  }

  const listed = await ask(`${base}_redirects`)
  const redirects = listed.status === 200 ? parseRedirects(listed.body) : []
  check(redirects.length > 0, `${base}_redirects`, `lists no redirects (status ${listed.status}): the site of this test needs one`)
  for (const { from, to, status } of redirects) {
    const answer = await ask(from)
    check(answer.status === status, from, `status ${answer.status} instead of ${status}`)
    const leads = new URL(answer.headers.location ?? '?', `http://127.0.0.1:${port}${from}`)
    const wanted = new URL(to, `http://127.0.0.1:${port}`)
    check(leads.pathname === wanted.pathname, from, `leads to ${answer.headers.location} instead of ${to}`)
  }

  const posted = await ask(base + path, { method: 'POST' })
  check(posted.status >= 400 && posted.status < 500, base + path, `POST is answered with status ${posted.status}`)
  const head = await ask(base + path, { method: 'HEAD' })
  check(head.status === 200 && head.body === '', base + path, `HEAD is answered with status ${head.status}, ${head.body.length} characters`)
}

/** One request as it is written; a refusal without an answer counts as status 400. */
function send({ port, path, method = 'GET', headers = {}, timeout }) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false, timeout }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
      response.on('error', reject)
    })
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path} in ${timeout} ms`)))
    sent.on('error', (error) => {
      if (error.code === 'ECONNRESET') resolve({ status: 400, headers: {}, body: '' })
      else reject(error)
    })
    sent.end()
  })
}
