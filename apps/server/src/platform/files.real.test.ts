import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFreePort } from './children/ports.ts'
import { until } from './children/processes.ts'
import { filesSuite } from './files.suite.ts'
import { openFiles } from './files.ts'

/** A server that speaks S3; the set-up brings it where it can. */
const program = (() => {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'amphi')
  return [process.env['AMPHI_TEST_S3_BIN'], join(cache, 'versitygw-v1.8.0')].find((path) => {
    try {
      accessSync(path ?? '')
      return true
    } catch {
      return false
    }
  })
})()

describe.runIf(program)('in a bucket', () => {
  const home = mkdtempSync(join(tmpdir(), 'amphi-s3-'))
  const s3 = { bucket: 'amphi', region: 'us-east-1', accessKeyId: 'amphi', secretAccessKey: 'a secret of the tests' }
  let server: ChildProcess
  let endpoint: string

  const start = async (port: string) => {
    const said: string[] = []
    const folders = [join(home, 'buckets'), '--sidecar', join(home, 'sidecar')]
    const flags = ['--access', s3.accessKeyId, '--secret', s3.secretAccessKey, '--port', `127.0.0.1:${port}`]
    server = spawn(program ?? '', [...flags, '--quiet', 'posix', ...folders.slice(1), folders[0] ?? ''])
    server.stderr?.on('data', (text: Buffer) => said.push(text.toString()))
    const answers = () =>
      fetch(endpoint).then(
        () => true,
        () => server.exitCode !== null,
      )
    await until(answers, 10_000)
    if (server.exitCode !== null) throw new Error(`It does not start: ${said.join('')}`)
  }
  const stop = async () => {
    if (server.exitCode === null && server.kill()) await once(server, 'exit')
  }

  beforeAll(async () => {
    // Each folder at its top is a bucket.
    for (const folder of ['buckets/amphi', 'sidecar']) mkdirSync(join(home, folder), { recursive: true })
    const port = await findFreePort()
    endpoint = `http://127.0.0.1:${port}`
    await start(String(port))
  })
  afterAll(async () => {
    await stop()
    rmSync(home, { recursive: true })
  })

  filesSuite(() => openFiles({ s3: { ...s3, endpoint } }))

  test.each([
    [
      'a bucket that is not there',
      { bucket: 'elsewhere' },
      /^There is no bucket “elsewhere” at http:\S+: make it there, or correct S3_BUCKET\.$/,
    ],
    [
      'a wrong secret',
      { secretAccessKey: 'another secret' },
      /^http:\S+ does not let us into the bucket “amphi” \(SignatureDoesNotMatch\): correct S3_ACCESS_KEY_ID and/,
    ],
    [
      'a key nobody has',
      { accessKeyId: 'nobody' },
      /^http:\S+ does not let us into the bucket “amphi” \(\w+\): correct S3_ACCESS_KEY_ID and/,
    ],
    [
      'an address where nobody answers',
      { endpoint: 'http://127.0.0.1:1' },
      /does not answer as S3 does \(.*ECONNREFUSED.*\): start it, or correct S3_ENDPOINT\.$/,
    ],
  ])('%s is one sentence at the start', async (_title, wrong, sentence) => {
    await expect(openFiles({ s3: { ...s3, endpoint, ...wrong } })).rejects.toThrow(sentence)
  })

  test('while the service is away that is said, and when it is back all is there', async () => {
    const files = await openFiles({ s3: { ...s3, endpoint } })
    await files.put('kept', Buffer.from('kept'))
    await stop()

    await expect(files.look()).rejects.toThrow('does not answer as S3 does')
    await expect(files.put('late', Buffer.from('late'))).rejects.toThrow('late')

    await start(new URL(endpoint).port)
    await files.look()
    expect([await files.size('kept'), await files.size('late')]).toEqual([4, undefined])
    files.close()
  })
})
