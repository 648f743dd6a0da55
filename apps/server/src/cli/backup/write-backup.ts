import { createWriteStream } from 'node:fs'
import { access, open, rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { openSnapshot } from '#platform/dump'
import type { Files } from '#platform/files'
import { codeOf, messageOf } from '#platform/start-problem'
import { version } from '../../version.ts'
import { Refusal } from '../refusal.ts'
import { type Part, writePart } from './parts.ts'
import { seal } from './seal.ts'

interface Needs {
  file: string
  passphrase: string
  databaseUrl: string
  secret: string
  files: Files
  now: Date
}

export interface Contents {
  tables: number
  files: number
  jobs: number
}

/**
 * Files first, then the rows, then the files that came meanwhile: a row names a file only once it is there, so
 * whatever the rows name has been read, unless it was put and taken away again in between.
 */
async function* everything({ databaseUrl, secret, files, now }: Needs, count: Contents): AsyncGenerator<Uint8Array> {
  const written = new Set<string>()
  async function* newFiles() {
    for await (const key of files.list()) {
      if (written.has(key)) continue
      const [size, contents] = [await files.size(key), await files.open(key)]
      // Gone since it was listed.
      if (size === undefined || !contents) continue
      written.add(key)
      count.files += 1
      yield* writePart({ part: 'file', key, size }, contents as AsyncIterable<Uint8Array>)
    }
  }

  await using opened = new AsyncDisposableStack()
  // Said first, and true until the rows are read: no server migrates while it runs.
  const early = opened.adopt(await openSnapshot(databaseUrl), (it) => it.close())
  const manifest: Part = { part: 'manifest', version, madeAt: now.toISOString(), migrations: early.migrations }
  await early.close()
  yield* writePart(manifest)
  yield* writePart({ part: 'secret' }, [Buffer.from(secret)])
  yield* newFiles()

  const snapshot = opened.adopt(await openSnapshot(databaseUrl), (it) => it.close())
  if (snapshot.migrations.join() !== manifest.migrations.join())
    throw new Refusal('The database was migrated while it was read: make the backup again.')
  for (const table of snapshot.tables) {
    count.tables += 1
    yield* writePart({ part: 'table', ...table }, snapshot.rows(table) as AsyncIterable<Uint8Array>)
  }
  const waiting = await snapshot.waiting()
  count.jobs = waiting.length
  yield* writePart(
    { part: 'jobs' },
    waiting.map((job) => Buffer.from(`${JSON.stringify(job)}\n`)),
  )
  yield* newFiles()
  yield* writePart({ part: 'end' })
}

/** Written aside and moved in whole: a file of that name is a whole backup. */
export const writeBackup = async (needs: Needs): Promise<Contents & { bytes: number }> => {
  const { file, passphrase } = needs
  if (await exists(file)) throw new Refusal(`${file} is there already: name another file, or remove it.`)
  const fresh = `${file}.part`
  const count: Contents = { tables: 0, files: 0, jobs: 0 }
  try {
    await pipeline(seal(passphrase, everything(needs, count)), createWriteStream(fresh, { mode: 0o600 }))
    const written = await open(fresh, 'r+')
    await written.sync()
    await written.close()
    await rename(fresh, file)
  } catch (error) {
    await rm(fresh, { force: true })
    if (codeOf(error)?.startsWith('E') && codeOf(error) !== 'ECONNREFUSED')
      throw new Refusal(`${file} cannot be written: ${messageOf(error)}.`)
    throw error
  }
  return { ...count, bytes: (await stat(file)).size }
}

const exists = async (file: string) => {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}
