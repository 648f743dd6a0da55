// node tools/setup/run.js VERB [arguments]: brings what the verb needs, then does it with our own Node.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, bringPackages, linkPostgres } from './packages.js'
import { bringDovecot } from './dovecot.js'
import { handOver, whenOrphaned } from './hand-over.js'
import { bringLiveKit } from './livekit.js'
import { alone } from './only-one.js'
import { root } from './places.js'
import { Stop, note } from './say.js'
import { bringS3 } from './s3.js'
import { bringSystem, findSystem } from './system.js'
import { buildWeb } from './web.js'

const program = (path) => (args) => [[path, ...args]]

/**
 * All that is imported survives, and what survives makes V8 keep room for new objects, up to sixty-four megabytes that it
 * does not give back. Answers leave little behind them: a quarter of it serves them as well.
 */
const serverFlags = JSON.parse(readFileSync(join(root, 'apps/server/node-flags.json'), 'utf8'))

/** Each verb: what it needs besides the packages and Node, and what it runs. */
const verbs = {
  start: {
    needs: ['postgres', 'livekit', 'web'],
    runs: (args) => [[...serverFlags, 'apps/server/src/main.ts', '--with-starter', ...args]],
    // Held open by us: when we are killed, it ends, and the server stops in order.
    stdin: 'pipe',
    env: { NODE_ENV: 'production' },
  },
  dev: {
    needs: ['postgres', 'livekit'],
    // Killed outright at each change, the server leaves its children up, and takes them back at once.
    runs: () => [
      ['--watch', '--watch-preserve-output', '--watch-kill-signal=SIGKILL', 'apps/server/src/main.ts'],
      ['node_modules/vite/bin/vite.js', 'apps/web', '--port', '5173', '--strictPort'],
    ],
    env: {
      AMPHI_URL: process.env.AMPHI_URL || 'http://localhost:5173',
      AMPHI_DEV_SERVER: `http://localhost:${process.env.PORT || 8080}`,
    },
    says: [
      'Amphi for development. Open the first; the second is behind it.',
      '  http://localhost:5173  pages: what you write in apps/web shows at once, without a reload where that is possible',
      `  http://localhost:${process.env.PORT || 8080}  server: starts again when you write in apps/server or packages/contract (PORT chooses another)`,
    ].join('\n'),
  },
  test: {
    needs: ['postgres', 'livekit', 'web', 'browser', 'firefox', 'calendars', 's3'],
    runs: program('tools/test.ts'),
  },
  check: { needs: [], runs: program('tools/check.ts') },
  seed: { needs: ['postgres', 'livekit'], runs: program('tools/seed.ts') },
  bench: { needs: ['postgres', 'livekit', 'web', 'browser'], runs: program('bench/run.ts') },
  acceptance: { needs: [], runs: program('tools/acceptance.ts') },
  screenshots: { needs: ['postgres', 'livekit', 'web', 'browser'], must: true, runs: program('tools/screenshots.ts') },
  amphi: { needs: ['postgres'], runs: program('apps/server/src/cli.ts') },
}

const prepare = async ({ needs, must }) => {
  const env = {}
  await bringPackages()
  checkNode()
  if (needs.includes('postgres')) linkPostgres()
  if (needs.includes('livekit')) {
    const bin = await bringLiveKit()
    if (bin) env.LIVEKIT_BIN = bin
  }
  if (needs.includes('browser')) {
    const wanted = ['chromium', 'ffmpeg', ...(needs.includes('firefox') ? ['firefox'] : [])]
    if (!(await bringSystem(...wanted)) && must) throw new Stop('That is needed here.')
    for (const [name, setting] of [
      ['chromium', 'AMPHI_CHROMIUM'],
      ['firefox', 'AMPHI_FIREFOX'],
    ]) {
      const found = findSystem(name)
      if (found) env[setting] = found
    }
  }
  if (needs.includes('calendars')) {
    await bringSystem('vdirsyncer', 'caldav')
    const dovecot = await bringDovecot()
    if (dovecot) env.AMPHI_TEST_DOVECOT = dovecot
  }
  if (needs.includes('s3')) {
    const bin = await bringS3()
    if (bin) env.AMPHI_TEST_S3_BIN = bin
  }
  if (needs.includes('web')) await buildWeb()
  return env
}

const main = async ([name, ...args]) => {
  const verb = Object.hasOwn(verbs, name ?? '') ? verbs[name] : undefined
  if (!verb) throw new Stop(`Say what to do: ${Object.keys(verbs).join(', ')}.`)
  const orphan = whenOrphaned(() => process.exit(1))
  const brought = await alone(() => prepare(verb))
  orphan.stop()
  if (verb.says) note(verb.says)
  return handOver(verb.runs(args), { env: { ...brought, ...verb.env }, stdin: verb.stdin })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  note(error instanceof Stop ? error.message : (error.stack ?? String(error)))
  process.exitCode = 1
}
