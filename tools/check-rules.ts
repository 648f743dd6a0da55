import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'

interface Rule {
  name: string
  /** The files it is about… */
  where: RegExp
  /** …and those of them that may. */
  except?: RegExp
  finds: RegExp
  teach: string
}

const tests = /\.(test|suite)\.tsx?$/

/** What no linter knows of this house. Each was a mistake once, or would be an expensive one. */
const rules: readonly Rule[] = [
  {
    name: 'one reader of the environment',
    where: /^(apps|packages)\/.*\.tsx?$/,
    except: /^apps\/server\/src\/(main|cli)\.ts$|^apps\/web\/vite\.config\.ts$|\.test\.ts$/,
    finds: /process\.env|import\.meta\.env\.(?!DEV|PROD|MODE)/,
    teach:
      'Say the setting in platform/settings.ts and take it from the config: it is checked, documented, and named when wrong.',
  },
  {
    name: 'one clock',
    where: /^apps\/server\/src\/modules\/.*\.ts$/,
    except: /\/(fake|livekit)\/|\.test\.ts$/,
    finds: /Date\.now\(\)|new Date\(\)/,
    teach: 'Ask the clock of the ground, so that a test can say what time it is.',
  },
  {
    name: 'no engine by its name',
    where: /^apps\/server\/src\/modules\/(?!engines\/).*\.ts$/,
    except: tests,
    finds: /['"`](livekit|jitsi|bigbluebutton)['"`]/i,
    teach: 'Ask what the engine can (its capabilities), never which one it is.',
  },
  {
    name: 'nothing from elsewhere',
    where: /^apps\/web\/(src|index\.html)/,
    except: tests,
    finds: /(src|href|url|import|fetch)\s*[=(]\s*['"`{]*https?:\/\/(?!localhost)/i,
    teach: 'Pages speak to our own origin only: bring the file into the repository or its packages.',
  },
  {
    name: 'no promise without a place',
    where: /\.(tsx?|js|css)$/,
    finds: /\b(TODO|FIXME|XXX)\b(?!\(#\d+\))/,
    teach: 'Name the issue: TODO(#12).',
  },
  {
    name: 'no waiting for a while',
    where: /^(apps|packages)\/.*\.(test|suite)\.tsx?$/,
    // Real processes have nobody to ask.
    except: /\/children\//,
    finds: /setTimeout\([^,]+,\s*[1-9]\d{2,}\)|\bsleep\(/,
    teach: 'Wait for what you wait for: expect.poll, vi.waitFor, or the clock of the test.',
  },
  {
    name: 'no path of one machine',
    where: /./,
    except: /^package-lock\.json$/,
    finds: /(?<![\w.@])\/(work|home\/\w+|Users\/\w+|root)\/\w/,
    teach: 'It exists on no other machine: make it relative, or a setting.',
  },
  {
    name: 'no registry of one machine',
    where: /^(package(-lock)?\.json|.*\/package\.json|.*\.npmrc|\.npmrc)$/,
    finds: /"resolved": "(?!packages\/|apps\/)|^\s*(@\w+:)?registry\s*=/,
    teach: 'Others cannot reach it: write the lock file without the addresses packages came from.',
  },
]

const list = (...args: string[]) => execFileSync('git', ['ls-files', '-z', ...args], { encoding: 'utf8' }).split('\0')
const files = [...list(), ...list('--others', '--exclude-standard')].filter((it) => /\.[a-z]+$/.test(it))

const read = (file: string) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Removed, and not yet committed.
    return ''
  }
}

const complaints = files.flatMap((file) => {
  // Rules about this file would find their own words in it.
  const about = file.startsWith('tools/check-') ? [] : rules
  const due = about.filter(({ where, except }) => where.test(file) && !except?.test(file))
  if (due.length === 0) return []
  return read(file)
    .split('\n')
    .flatMap((line, at) =>
      due
        .filter(({ finds }) => finds.test(line))
        .map(({ name, teach }) => `${file}:${at + 1} ${name}: ${line.trim().slice(0, 100)}\n  ${teach}`),
    )
})

/** A dependency nobody can explain is one nobody dares to remove. */
const explained = read('docs/dependencies.md')
const unexplained = globSync('{apps,packages}/*/package.json')
  .flatMap((file) => Object.keys((JSON.parse(read(file)) as { dependencies?: object }).dependencies ?? {}))
  .filter((name) => !name.startsWith('@amphi/') && !explained.includes(`\`${name}\``))
for (const name of new Set(unexplained)) {
  complaints.push(
    `docs/dependencies.md does not say what ${name} is for.\n  Add a sentence: what for, and why this one.`,
  )
}

for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
if (files.length < 100) process.stderr.write(`Only ${files.length} files were looked at.\n`)
process.stdout.write(`${files.length} files looked at, ${complaints.length} complaints.\n`)
process.exitCode = complaints.length > 0 || files.length < 100 ? 1 : 0
