// A small, faultless site for the tests of the test tools: `path → text`, to be spoilt one fault
// at a time.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tempDir } from './lib.mjs'

export const ORIGIN = 'https://town.example'
export const BASE = '/gd/town/'

/** A page; links are as seen from the site's root, `{base}` and `{index}` stand for what a mode needs. */
function page(path, title, body, head = '') {
  const address = `${ORIGIN}${BASE}${path.replace(/index\.html$/, '')}`
  const canonical = path === '404.html' ? '' : `<link rel="canonical" href="${encodeURI(address)}">`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="SiteName" content="明白镇">
<meta name="PubDate" content="2023-08-31 09:30">
<link rel="icon" href="{base}a.svg">
<link rel="stylesheet" href="{base}style.css">
<link rel="alternate" type="application/atom+xml" title="更新" href="{base}feed.xml">
${canonical}${head}
<script type="application/ld+json">{"@context":"https://schema.org","@type":"WebPage"}</script>
<script src="{base}app.js" defer></script>
</head>
<body>
<header><nav aria-label="主导航"><a href="{base}{index}">首页</a> <a href="{base}项目/{index}">项目</a></nav></header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
}

const pages = {
  'index.html': page('index.html', '首页', '<p><a href="{base}项目/{index}#二">第二</a> <img src="{base}a.svg" alt="图" width="10" height="10"></p>'),
  '项目/index.html': page(
    '项目/index.html',
    '项目',
    '<h2 id="二">第二</h2><p><a href="tel:075412345">电话</a> <a href="https://www.gov.cn/">门户</a> <a href="#二">本页</a></p>',
  ),
  '404.html': page('404.html', '没有此页', '<p>没有此页。</p>'),
}

const others = {
  'style.css': 'body { color: #111; background: #fff }\n.mark { background: url("a.svg") no-repeat }\n@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a { color: #9cf } }\n',
  'app.js': 'document.documentElement.dataset.ready = "";\n',
  'a.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>图</title><path d="M0 0h1"/></svg>\n',
  'data.json': '{"a": 1}\n',
  'robots.txt': `User-agent: *\nAllow: /\nSitemap: ${ORIGIN}${BASE}sitemap.xml\n`,
  _redirects: `${BASE}old/ ${BASE}${encodeURI('项目')}/ 301\n`,
  'sitemap.xml': `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${ORIGIN}${BASE}</loc><lastmod>2023-08-31</lastmod></url>
<url><loc>${ORIGIN}${BASE}${encodeURI('项目')}/</loc></url>
</urlset>
`,
  'feed.xml': `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${ORIGIN}${BASE}</id>
<title>明白镇</title>
<updated>2023-08-31T09:30:00+08:00</updated>
<link rel="self" type="application/atom+xml" href="${ORIGIN}${BASE}feed.xml"/>
<link href="${ORIGIN}${BASE}"/>
<author><name>明白镇人民政府</name></author>
<entry>
<id>tag:town.example,2023:1</id>
<title>项目</title>
<updated>2023-08-31T09:30:00+08:00</updated>
<link href="${ORIGIN}${BASE}${encodeURI('项目')}/"/>
<summary>一个项目</summary>
</entry>
</feed>
`,
}

/** The files of the faultless site, built for a server or, if `relative`, for file://. */
export function goodSite({ relative = false } = {}) {
  const files = { ...others }
  for (const [path, text] of Object.entries(pages)) {
    const up = '../'.repeat(path.split('/').length - 1)
    files[path] = text.replaceAll('{base}', relative ? up : BASE).replaceAll('{index}', relative ? 'index.html' : '')
  }
  return files
}

/** Writes files to a new temporary folder and gives its path. */
export function writeSite(files) {
  const dir = tempDir('site')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  return dir
}
