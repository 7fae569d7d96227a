// Proves that validate.mjs catches each kind of fault: a faultless site passes, and the same site
// with one fault fails and says which.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { BASE, goodSite, ORIGIN, writeSite } from './fixture.mjs'

const script = join(dirname(fileURLToPath(import.meta.url)), 'validate.mjs')

function validate(files, ...flags) {
  const args = [script, writeSite(files), '--base', BASE, '--origin', ORIGIN, ...flags]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { encoding: 'utf8' }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }))
  })
}

/** Spoils one file of the good site; fails loudly if there was nothing to spoil. */
function spoil(files, path, from, to) {
  const text = files[path]
  const spoilt = from === null ? to : text.replace(from, to)
  assert.notEqual(spoilt, text, `the fault was not put into ${path}`)
  return { ...files, [path]: spoilt }
}

const HOME = 'index.html'
const PAGE = '项目/index.html'
const into = (html) => ['</main>', `${html}</main>`]
const headed = (html) => ['</head>', `${html}</head>`]

// [what is wrong, what the output has to say, file, from, to]
const FAULTS = [
  // links
  ['link to no file', /“\/gd\/town\/no\/” leads to no file/, HOME, ...into('<a href="/gd/town/no/">x</a>')],
  ['link without the base path', /is outside the base path/, HOME, ...into('<a href="/项目/">x</a>')],
  ['folder without its slash', /lacks the slash/, HOME, ...into('<a href="/gd/town/项目">x</a>')],
  ['wrong case', /leads to no file/, HOME, ...into('<a href="/gd/town/A.svg">x</a>')],
  ['fragment of another page', /“\/gd\/town\/项目\/#三” names an id/, HOME, ...into('<a href="/gd/town/项目/#三">x</a>')],
  ['fragment of this page', /“#no” names an id/, HOME, ...into('<a href="#no">x</a>')],
  ['absolute link into the site', /leads to no file/, HOME, ...into(`<a href="${ORIGIN}${BASE}no/">x</a>`)],
  ['empty link', /“” is empty/, HOME, ...into('<a href="">x</a>')],
  ['malformed percent-encoding', /malformed percent/, HOME, ...into('<a href="/gd/town/%E9%/">x</a>')],
  ['javascript link', /has the scheme javascript:/, HOME, ...into('<a href="javascript:void(0)">x</a>')],
  ['unresolved link of ours', /has the scheme figure:/, HOME, ...into('<a href="figure:visits">x</a>')],
  ['relative link in 404.html', /in the page that any address may show/, '404.html', ...into('<a href="项目/">x</a>')],
  ['missing image', /<img src> “\/gd\/town\/no.png” leads to no file/, HOME, ...into('<img src="/gd/town/no.png" alt="">')],
  ['missing in srcset', /<img srcset> “\/gd\/town\/no.png”/, HOME, ...into('<img src="/gd/town/a.svg" srcset="/gd/town/a.svg 1x, /gd/town/no.png 2x" alt="">')],
  ['missing poster', /<video poster>/, HOME, ...into('<video poster="/gd/town/no.png"></video>')],
  ['missing form action', /<form action> “\/gd\/town\/no\/”/, HOME, ...into('<form action="/gd/town/no/"></form>')],
  ['missing inside a template', /leads to no file/, HOME, ...into('<template><a href="/gd/town/no/">x</a></template>')],
  ['missing inside noscript', /leads to no file/, HOME, ...into('<noscript><a href="/gd/town/no/">x</a></noscript>')],
  ['missing symbol of a drawing', /names an id that a.svg/, HOME, ...into('<svg><use href="/gd/town/a.svg#no"/></svg>')],
  ['url() of a stylesheet', /url\(\) “no.png” leads to no file/, 'style.css', 'a.svg', 'no.png'],
  // loaded from elsewhere
  ['third-party script', /third-party/, HOME, ...headed('<script src="https://cdn.example/x.js"></script>')],
  ['third-party stylesheet', /third-party/, HOME, ...headed('<link rel="stylesheet" href="https://cdn.example/x.css">')],
  ['third-party image', /third-party/, HOME, ...into('<img src="https://cdn.example/x.png" alt="">')],
  ['third-party preconnect', /third-party/, HOME, ...headed('<link rel="preconnect" href="https://cdn.example/">')],
  ['third-party form', /third-party/, HOME, ...into('<form action="https://cdn.example/"></form>')],
  ['third-party font in CSS', /third-party/, 'style.css', 'a.svg', 'https://cdn.example/a.woff2'],
  ['third-party import in CSS', /third-party/, 'style.css', null, '@import "https://cdn.example/a.css";'],
  ['protocol-relative', /protocol-relative/, HOME, ...headed('<script src="//cdn.example/x.js"></script>')],
  // inline code
  ['inline script', /inline <script>/, HOME, ...headed('<script>alert(1)</script>')],
  ['inline style element', /inline <style>/, HOME, ...headed('<style>p{}</style>')],
  ['style attribute', /style= on <p>/, HOME, ...into('<p style="color:red">x</p>')],
  ['event attribute', /onclick= on <p>/, HOME, ...into('<p onclick="x()">x</p>')],
  ['event attribute in SVG', /onload= on <svg>/, HOME, ...into('<svg onload="x()"></svg>')],
  ['base element', /<base>/, HOME, ...headed('<base href="/">')],
  ['script in a drawing', /script in a drawing/, 'a.svg', '<path', '<script>x()</script><path'],
  // heads
  ['no language', /no language tag/, HOME, ' lang="zh-CN"', ''],
  ['wrong language tag', /no language tag/, HOME, 'zh-CN', 'zh_CN'],
  ['two first headings', /2 <h1> instead of one/, HOME, ...into('<h1>x</h1>')],
  ['no first heading', /0 <h1> instead of one/, HOME, /<h1>.*<\/h1>/, ''],
  ['empty title', /the title is empty/, HOME, /<title>.*<\/title>/, '<title> </title>'],
  ['same title twice', /the same title “项目” as index.html/, HOME, '<title>首页', '<title>项目'],
  ['no icon', /names no icon/, HOME, /<link rel="icon"[^>]*>/, ''],
  ['no canonical address', /there is none/, HOME, /<link rel="canonical"[^>]*>/, ''],
  ['two canonical addresses', /more than one/, HOME, ...headed(`<link rel="canonical" href="${ORIGIN}${BASE}">`)],
  ['relative canonical address', /is not absolute/, PAGE, /(rel="canonical" href=")[^"]*/, '$1/gd/town/'],
  ['canonical address of another page', /is not the page's own/, PAGE, /(rel="canonical" href=")[^"]*/, `$1${ORIGIN}${BASE}`],
  ['canonical address of another host', /is not the page's own/, PAGE, 'https://town.example', 'https://other.example'],
  ['empty page tag', /SiteName is empty/, HOME, '"明白镇"', '""'],
  ['page tag “null”', /SiteName is empty/, HOME, '"明白镇"', '"null"'],
  ['PubDate in another form', /PubDate “2023-8-31” is not/, HOME, '2023-08-31 09:30', '2023-8-31'],
  ['empty Open Graph', /og:title is empty/, HOME, ...headed('<meta property="og:title" content="">')],
  ['relative og:image', /og:image “\/gd\/town\/a.svg”/, HOME, ...headed('<meta property="og:image" content="/gd/town/a.svg">')],
  ['translation not returned', /does not name this page in return/, HOME, ...headed(`<link rel="alternate" hreflang="en" href="${ORIGIN}${BASE}${encodeURI('项目')}/">`)],
  ['JSON-LD that is no JSON', /JSON-LD[^]*is not JSON/, HOME, '"@type":"WebPage"}', '"@type":}'],
  ['JSON-LD without a type', /lacks @context/, HOME, ',"@type":"WebPage"', ''],
  ['stub that leads nowhere', /<meta refresh> “\/gd\/town\/no\/” leads to no file/, PAGE, ...headed('<meta http-equiv="refresh" content="0; url=/gd/town/no/">')],
  // feeds
  ['feed not well-formed', /feed.xml: is not well-formed/, 'feed.xml', '</feed>', ''],
  ['feed without an id', /feed: 0 <id>/, 'feed.xml', /<id>.*<\/id>/, ''],
  ['feed without a date', /feed: 0 <updated>/, 'feed.xml', /<updated>.*<\/updated>/, ''],
  ['feed with two titles', /feed: 2 <title>/, 'feed.xml', '<title>', '<title>x</title><title>'],
  ['feed without an author', /has an author/, 'feed.xml', /<author>.*<\/author>/, ''],
  ['author without a name', /needs one name/, 'feed.xml', /<name>.*<\/name>/, ''],
  ['feed without rel=self', /0 links with rel=self/, 'feed.xml', / rel="self"/, ' rel="related"'],
  ['feed with another rel=self', /is not the address of this feed/, 'feed.xml', 'town/feed.xml"', 'town/other.xml"'],
  ['entry without a title', /entry 1: 0 <title>/, 'feed.xml', '<title>项目</title>', ''],
  ['entry without content or link', /without content it needs/, 'feed.xml', /<link href="[^"]*%[^>]*>/, ''],
  ['id that is no IRI', /is not an absolute IRI/, 'feed.xml', 'tag:town.example,2023:1', '/1'],
  ['id used twice', /is used twice/, 'feed.xml', /(<entry>[^]*<\/entry>)/, '$1$1'],
  ['date without a zone', /not an RFC 3339/, 'feed.xml', '09:30:00+08:00', '09:30:00'],
  ['day that does not exist', /not an RFC 3339/, 'feed.xml', '2023-08-31T', '2023-02-30T'],
  ['entry newer than the feed', /is newer than the feed/, 'feed.xml', '2023-08-31T', '2023-08-30T'],
  ['feed link to no file', /entry 1: the link .* leads to no file/, 'feed.xml', /%E9[^/]*\//, 'no/'],
  ['relative feed link', /the link “x\/” is not an absolute IRI/, 'feed.xml', /(<entry>[^]*<link href=")[^"]*/, '$1x/'],
  ['unknown text type', /has the type “markdown”/, 'feed.xml', '<summary>', '<summary type="markdown">'],
  ['markup in plain text', /of type text has child elements/, 'feed.xml', '一个项目', '<b>一个</b>'],
  ['announced feed that is none', /which is no Atom feed/, HOME, 'href="/gd/town/feed.xml"', 'href="/gd/town/sitemap.xml"'],
  // maps
  ['sitemap without its namespace', /has not the namespace/, 'sitemap.xml', 'schemas/sitemap/0.9', 'x'],
  ['sitemap with relative address', /is not an absolute http/, 'sitemap.xml', `<loc>${ORIGIN}`, '<loc>'],
  ['sitemap of another host', /is not under/, 'sitemap.xml', ORIGIN, 'https://other.example'],
  ['sitemap names no file', /leads to no file/, 'sitemap.xml', /%E9[^/]*\//, 'no/'],
  ['sitemap twice the same', /listed twice/, 'sitemap.xml', /(<url>.*<\/url>)/, '$1$1'],
  ['sitemap with a wrong date', /lastmod “2023-13-01”/, 'sitemap.xml', '2023-08-31', '2023-13-01'],
  ['sitemap entry without loc', /has 0 <loc>/, 'sitemap.xml', /<loc>.*<\/loc>/, ''],
  ['sitemap too long', /50,000 are allowed/, 'sitemap.xml', /(<url>.*<\/url>)/, (url) => url.repeat(50_001)],
  ['sitemap names a page kept from search', /not meant for search engines/, PAGE, ...headed('<meta name="robots" content="noindex">')],
  ['page in no sitemap', /is in no sitemap/, 'sitemap.xml', /<url>.*%.*<\/url>/, ''],
  ['robots.txt names no sitemap', /names no sitemap/, 'robots.txt', /Sitemap.*/, ''],
  ['robots.txt names a wrong sitemap', /the sitemap “.*” leads to no file/, 'robots.txt', 'sitemap.xml', 'map.xml'],
  ['redirect to no file', /leads to no file/, '_redirects', null, '/gd/town/old/ /gd/town/no/ 301'],
  ['redirect outside the base path', /outside the base path/, '_redirects', null, '/old/ /gd/town/ 301'],
  ['redirect that hides a page', /hides the file index.html/, '_redirects', null, '/gd/town/ /gd/town/404.html 301'],
  ['redirect line of nonsense', /is not FROM TO STATUS/, '_redirects', null, '/gd/town/old/'],
  ['JSON that is none', /data.json: /, 'data.json', '1', '1,'],
]

// Faults of the relative mode only.
const RELATIVE_FAULTS = [
  ['link with a slash at its start', /begins with a slash/, PAGE, 'href="../index.html"', 'href="/gd/town/index.html"'],
  ['link to a folder', /ends in a folder/, PAGE, 'href="../index.html"', 'href="../"'],
  ['link to a folder without slash', /ends in a folder/, PAGE, 'href="../index.html"', 'href=".."'],
  ['link to a named folder', /ends in a folder/, HOME, 'href="项目/index.html"', 'href="项目/"'],
  ['absolute link into the site', /built to be relative/, HOME, ...into(`<a href="${ORIGIN}${BASE}">x</a>`)],
  ['link to no file', /leads to no file/, PAGE, 'href="../index.html"', 'href="index.htm"'],
]

describe('validate', { concurrency: 2 }, () => {
  test('a faultless site passes, everything checked', async () => {
    const { code, output } = await validate(goodSite())
    assert.equal(code, 0, output)
    assert.match(output, /^[1-9]\d* passed, 0 failed$/m)
  })

  test('a faultless relative site passes', async () => {
    const { code, output } = await validate(goodSite({ relative: true }), '--relative')
    assert.equal(code, 0, output)
  })

  test('HTML, CSS and SVG are checked by the Nu Html Checker', async () => {
    let files = spoil(goodSite(), HOME, ...into('<p><div>x</div></p>'))
    files = spoil(files, 'style.css', 'color: #111', 'colour: #111')
    files = spoil(files, 'a.svg', '<path d="M0 0h1"/>', '<path d="M0 0h1"/><circel/>')
    const { code, output } = await validate(files)
    assert.equal(code, 1)
    assert.match(output, /Nu Html Checker: [3-9]/)
    assert.match(output, /index.html:\d+: error: No “p” element in scope/)
    assert.match(output, /style.css:\d+: error: CSS: “colour”/)
    assert.match(output, /a.svg:\d+: error: .*circel/)
  })

  for (const name of ['sitemap.xml', 'robots.txt', '404.html', HOME]) {
    test(`fault: ${name} is missing`, async () => {
      const { [name]: _, ...files } = goodSite()
      const { code, output } = await validate(files, '--no-nu')
      assert.equal(code, 1, output)
      assert.match(output, new RegExp(`${name}: (it )?is missing`), output)
    })
  }

  function testFaults(faults, good, flags) {
    for (const [what, says, ...change] of faults) {
      test(`fault: ${[what, ...flags].join(' ')}`, async () => {
        const { code, output } = await validate(spoil(good, ...change), '--no-nu', ...flags)
        assert.equal(code, 1, output)
        assert.match(output, says)
        assert.match(output, /^\d+ passed, [1-9]\d* failed$/m)
      })
    }
  }

  testFaults(FAULTS, goodSite(), [])
  testFaults(RELATIVE_FAULTS, goodSite({ relative: true }), ['--relative'])
})
