import { globSync, readFileSync } from 'node:fs'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import floors from '../floors.json' with { type: 'json' }
import { forbidden } from './floor-rules.ts'
import { floorsDrawing } from './floors-drawing.ts'

const folders = ['apps', 'packages', 'tools', 'bench', 'e2e']

const { output } = await cruise(
  folders,
  {
    ruleSet: { forbidden },
    validate: true,
    doNotFollow: 'node_modules',
    exclude: '(^|/)dist/',
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
  },
  { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
)
const { modules, summary } = output as ICruiseResult

// A check that looked at nothing finds nothing. dependency-cruiser needs the compiler's API, which TypeScript 7
// no longer has: were `typescript` not aliased to 6 in package.json, it would skip all our files, and be content.
const ours = globSync(`{${folders.join(',')}}/**/*.{ts,tsx}`, { exclude: ['**/node_modules', '**/dist'] })
const seen = new Set(modules.map((module) => module.source))
const unseen = ours.filter((file) => !seen.has(file))

const placed = new Set(floors.flat())
const homeless = globSync('*/', { cwd: 'apps/server/src/modules' }).filter((name) => !placed.has(name))

const teach = new Map(forbidden.map(({ name, comment }) => [name, comment]))
const isDrawn = readFileSync('docs/architecture.md', 'utf8').includes(floorsDrawing())

const complaints = [
  ...unseen.map((file) => `${file} was not looked at.`),
  ...homeless.map((name) => `${name} stands on no floor of floors.json.`),
  ...(isDrawn
    ? []
    : [`The drawing in docs/architecture.md is not that of floors.json. It should be:\n${floorsDrawing()}`]),
  ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}\n  ${teach.get(rule.name) ?? ''}`),
]

for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
process.stdout.write(`${ours.length - unseen.length} files looked at, ${complaints.length} complaints.\n`)
process.exitCode = complaints.length > 0 ? 1 : 0
