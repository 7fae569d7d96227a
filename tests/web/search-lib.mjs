// What the tests of the search share: its script without a browser, and the index of a built folder.

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'themes', 'town', 'assets', 'search.js')

/** What search.js offers, in a room of its own. */
export function engine() {
  const room = vm.createContext({ Intl })
  vm.runInContext(readFileSync(SCRIPT, 'utf8'), room, { filename: SCRIPT })
  return vm.runInContext('mingbaiSearch', room)
}

/** What a file of the index hands over: `{ docs }`, `{ at, set, grams }` or `{ at, set, texts }`. */
export function handed(code, name) {
  const got = {}
  const mingbaiSearch = {
    docs: (docs) => Object.assign(got, { docs, set: docs.set }),
    grams: (at, set, grams) => Object.assign(got, { at, set, grams }),
    texts: (at, set, texts) => Object.assign(got, { at, set, texts }),
  }
  vm.runInNewContext(code, { mingbaiSearch }, { filename: name })
  return got
}

/** The index of a built folder: its documents, their entries in order, and shards as written. */
export function indexOf(dir) {
  const read = (path) => readFileSync(join(dir, 'search', path), 'utf8')
  const { docs } = handed(read('docs.js'), 'docs.js')
  const entries = []
  for (let at = 0; at * docs.each < docs.count; at += 1) entries.push(...handed(read(`t/${at}.js`), `t/${at}.js`).texts)
  return { docs, entries, shard: (at) => read(`g/${at}.js`) }
}

/** `load` of the engine for a built folder; `seen` gets the files that were asked for. */
export function loader(dir, seen = []) {
  return async (path) => {
    seen.push(path)
    const { set, docs, grams, texts } = handed(readFileSync(join(dir, 'search', path), 'utf8'), path)
    return [docs ?? grams ?? texts, set]
  }
}
