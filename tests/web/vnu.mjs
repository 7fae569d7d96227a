// The Nu Html Checker, run once over the whole folder: HTML, CSS and SVG.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { toolFile } from './lib.mjs'

// What the checker says that we know better; each with the reason. Matches the whole message.
const IGNORED = [
  {
    message: /^CSS: (Unrecognized at-rule “@(container|property|view-transition|starting-style)”|“(container|container-type|container-name|interpolate-size|vector-effect)”: Property “[a-z-]+” doesn't exist\.)$/,
    why: 'in current CSS or SVG specifications and in all browsers that matter; the checker does not know them yet',
  },
]

// A run of seconds is over before the better of Java's compilers has paid; the worse one makes larger frames.
const JAVA = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss4m']

export function checkWithNu(site, report) {
  const wanted = site.files.filter((path) => /\.(html|css|svg)$/.test(path))
  const args = ['--stdout', '--format', 'json', '--verbose', '--exit-zero-always', '--skip-info-messages']
  args.push('--also-check-css', '--also-check-svg', '--skip-non-html', '.')
  const run = spawnSync('java', [...JAVA, '-jar', toolFile('vnu-jar', 'build', 'dist', 'vnu.jar'), ...args], {
    cwd: site.dir,
    encoding: 'utf8',
    // Without a UTF-8 locale Java cannot open files with Chinese names.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 30,
  })
  if (run.error) return report.fail('Nu Html Checker', '', `cannot run java: ${run.error.message}`)
  let messages
  try {
    messages = JSON.parse(run.stdout).messages
  } catch {
    return report.fail('Nu Html Checker', '', `did not finish: ${(run.stderr || run.stdout).slice(0, 500)}`)
  }

  // With --verbose it names each file that it looked at: a file left out must not pass unseen.
  const seen = new Set(run.stderr.split('\n').map((line) => line.replace(/^\.\//, '')))
  for (const path of wanted) report.check('Nu Html Checker', seen.has(path), path, 'was not checked')

  for (const { type, url, message, lastLine, extract } of messages) {
    if (message.startsWith('File was not checked.')) continue // neither HTML, CSS nor SVG
    if (IGNORED.some((ignored) => ignored.message.test(message))) continue
    const place = url ? relativePath(site, url) : ''
    const near = extract ? ` — ${extract.replace(/\s+/g, ' ').trim()}` : ''
    report.fail('Nu Html Checker', `${place}:${lastLine ?? '?'}`, `${type}: ${message}${near}`)
  }
}

function relativePath(site, url) {
  const path = fileURLToPath(url)
  const at = path.indexOf('/./')
  return at < 0 ? path : path.slice(at + 3)
}
