import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runChecks } from './checks.ts'

/** What vitest writes of a run, as far as we read it. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numFailedTestSuites: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

const root = resolve(import.meta.dirname, '..')
const say = (line: string) => void process.stdout.write(`${line}\n`)

const runVitest = (report: string) =>
  new Promise<number>((done, fail) => {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    spawn(process.execPath, [vitest, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
      .on('close', (code) => done(code ?? 1))
      .on('error', fail)
  })

/** A file that failed before its first test has no test to count: it counts as one itself. */
const filesThatFell = ({ testResults }: Report) =>
  testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)

/** What this machine cannot prove is named, so that nobody takes it for proved. */
const passedOver = ({ testResults }: Report) =>
  testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'skipped'))

const countTests = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amphi-test-'))
  const file = join(folder, 'report.json')
  try {
    const code = await runVitest(file)
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    const fallen = filesThatFell(report)
    for (const { name, message } of fallen) say(`fell before its first test: ${name} ${message ?? ''}`)
    for (const { fullName } of passedOver(report)) say(`passed over on this machine: ${fullName}`)
    const failed = report.numFailedTests + fallen.length
    return {
      passed: report.numPassedTests,
      // It may fail as a whole with every test passed: an error nobody caught, or no test at all.
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } catch (error) {
    say(`vitest did not say how it went: ${String(error)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `npm test`: every check counts as a test, then every test there is. The last line is the sum. */
const checked = await runChecks()
const tests = await countTests()

const passed = tests.passed + checked.filter(({ ok }) => ok).length
const failed = tests.failed + checked.filter(({ ok }) => !ok).length
for (const { name } of checked.filter(({ ok }) => !ok)) say(`check failed: ${name}`)
say(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
