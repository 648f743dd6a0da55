import { globSync, readFileSync } from 'node:fs'

interface Wanted {
  id: string
  behaviour: string
  tests: string[]
}

/** `- ENT-09 Closing states …` */
const line = /^- ((?:BM|SC|CH|POD|ENT)-S?\d+) (.+)$/gm

const wanted = (): Wanted[] =>
  [...readFileSync('docs/acceptance.md', 'utf8').matchAll(line)].map(([, id = '', behaviour = '']) => ({
    id,
    behaviour,
    tests: [],
  }))

/** The title of a test, whichever of its words follow: `test('…`, `test.each(…)('…`, `when(…)('…`, or after a table. */
const title = /(?:\b(?:test|it|describe)\b[^'"`\n]*(?:\([^'"`\n]*\))?|^ *\]\))\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gm

/** Or a line of a table, which says `%s` above: it begins with what it proves. */
const row = /^ *\[?\s*(['"`])((?:BM|SC|CH|POD|ENT)-S?\d+ (?:\\.|(?!\1).)*)\1,$/gm

const titles = globSync(['{apps,packages,tools,e2e,bench}/**/*.{test,suite}.{ts,tsx,js}'], {
  exclude: ['**/node_modules'],
}).flatMap((file) => {
  const source = readFileSync(file, 'utf8')
  const found = [...source.matchAll(title), ...source.matchAll(row)]
  return [...new Set(found.map(([, , text = '']) => text.replaceAll('\\', '')))].map((text) => ({ file, text }))
})

const all = wanted()
const byId = new Map(all.map((it) => [it.id, it]))
const unknown: string[] = []
for (const { file, text } of titles) {
  for (const [id] of text.matchAll(/\b(?:BM|SC|CH|POD|ENT)-S?\d+\b/g)) {
    const one = byId.get(id)
    if (one) one.tests.push(`${file}: ${text}`)
    else unknown.push(`${id} (${file})`)
  }
}

const proven = all.filter(({ tests }) => tests.length > 0)
const open = all.filter(({ tests }) => tests.length === 0)
const say = (text: string) => void process.stdout.write(`${text}\n`)

if (process.argv.includes('--json')) say(JSON.stringify({ proven: proven.length, open: open.length, unknown, all }))
else {
  for (const { id, behaviour, tests } of proven)
    say([`${id.padEnd(8)}${behaviour}`, ...tests.map((it) => `        ✓ ${it}`)].join('\n'))
  say(`\nWithout a test:`)
  for (const { id, behaviour } of open) say(`${id.padEnd(8)}${behaviour}`)
  const groups = Map.groupBy(all, ({ id }) => id.split('-')[0] ?? '')
  say('')
  for (const [group, ids] of groups) {
    say(`${group.padEnd(8)}${ids.filter(({ tests }) => tests.length > 0).length} of ${ids.length}`)
  }
  say(`\n${proven.length} of ${all.length} have a test.`)
}
for (const it of unknown) process.stderr.write(`No such id in docs/acceptance.md: ${it}\n`)
process.exitCode = unknown.length > 0 || all.length === 0 ? 1 : 0
