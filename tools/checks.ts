import { spawn } from 'node:child_process'
import { dirname, resolve } from 'node:path'

interface Check {
  name: string
  command: readonly [string, ...string[]]
  /** What to do about it, where the tool's own words do not say. */
  teach?: string
}

/** The longest first, so that the last to end is short. */
const checks: readonly Check[] = [
  {
    name: 'lint',
    command: ['oxlint', '--type-aware', '--deny-warnings'],
    teach:
      'What a rule is for: https://oxc.rs/docs/guide/usage/linter/rules. Switch one off in .oxlintrc.json, with why.',
  },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of the web', command: ['tsc', '-p', 'apps/web'] },
  { name: 'types of the journeys', command: ['tsc', '-p', 'e2e'] },
  { name: 'types of the benches', command: ['tsc', '-p', 'bench'] },
  { name: 'floors', command: ['node', 'tools/check-floors.ts'] },
  {
    name: 'dead code',
    command: ['knip', '--no-progress'],
    teach: 'What nobody uses, remove. What only a tool uses, name in knip.json.',
  },
  { name: 'words', command: ['node', 'tools/check-words.ts'] },
  { name: 'house rules', command: ['node', 'tools/check-rules.ts'] },
  { name: 'generated files', command: ['node', 'tools/generate.ts', '--check'] },
  { name: 'format', command: ['oxfmt', '--check'], teach: 'Run `npm run format`.' },
]

export interface Checked {
  name: string
  ok: boolean
  seconds: number
}

const root = resolve(import.meta.dirname, '..')
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${root}/node_modules/.bin:${process.env['PATH'] ?? ''}`,
}

const say = (text: string) => void process.stdout.write(text)

const run = async ({ name, command: [program, ...args], teach }: Check): Promise<Checked> => {
  const start = performance.now()
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (it: string) => (said += it))
  const ok = await new Promise<boolean>((done) => {
    child.on('close', (code) => done(code === 0))
    child.on('error', (error) => {
      said += String(error)
      done(false)
    })
  })
  const seconds = (performance.now() - start) / 1000
  say(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(18)} ${seconds.toFixed(1).padStart(5)} s\n`)
  if (!ok) say(`${said.trimEnd().replace(/^/gm, '     ')}\n${teach ? `     → ${teach}\n` : ''}`)
  return { name, ok, seconds }
}

/** Every check, two at a time: most keep more than one processor busy. What passes says one line. */
export const runChecks = async (): Promise<Checked[]> => {
  const left = [...checks]
  const done: Checked[] = []
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) done.push(await run(next))
  }
  await Promise.all([work(), work()])
  return done
}
