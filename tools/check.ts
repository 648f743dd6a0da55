import { runChecks } from './checks.ts'

/** `npm run check`: all that can be said of the code without running it. */
const start = performance.now()
const checked = await runChecks()
const failed = checked.filter(({ ok }) => !ok).map(({ name }) => name)
const seconds = ((performance.now() - start) / 1000).toFixed(0)

process.stdout.write(
  failed.length > 0
    ? `${failed.length} of ${checked.length} checks failed in ${seconds} s: ${failed.join(', ')}.\n`
    : `${checked.length} checks passed in ${seconds} s.\n`,
)
process.exitCode = failed.length > 0 ? 1 : 0
