import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline'
import { migrations } from '#platform/db'
import { openRefill } from '#platform/dump'
import type { Files } from '#platform/files'
import type { Queue, WaitingJob } from '#platform/queue'
import { codeOf, messageOf } from '#platform/start-problem'
import { version } from '../../version.ts'
import { Refusal } from '../refusal.ts'
import { type ManifestPart, readParts } from './parts.ts'
import { unseal } from './seal.ts'
import type { Contents } from './write-backup.ts'

export interface Backup {
  file: string
  passphrase: string
}

export interface Told {
  version: string
  madeAt: string
  migrations: string[]
  secret: string
}

async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const part of createReadStream(file, { highWaterMark: 256 * 1024 })) yield part as Buffer
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    throw new Refusal(`${file} cannot be read: ${messageOf(error)}.`)
  }
}

const partsOf = ({ file, passphrase }: Backup) => readParts(unseal(passphrase, bytesOf(file)))

const refuseForeign = ({ version: theirs, migrations: prints }: ManifestPart) => {
  const ours = migrations().map(({ print }) => print)
  if (prints.every((print, at) => print === ours[at])) return
  throw new Refusal(
    prints.length > ours.length
      ? `The backup was made by a newer Amphi (${theirs}) than this one (${version}): restore it with that one, or a later one.`
      : `The backup was made by another Amphi (${theirs}) whose tables are not those of this one (${version}).`,
  )
}

/** Reads it from end to end, so that what is cut off, changed or newer is refused before anything is touched. */
export const checkBackup = async (backup: Backup): Promise<Told> => {
  let manifest: ManifestPart | undefined
  let secret: string | undefined
  const plain = unseal(backup.passphrase, bytesOf(backup.file))
  for await (const { part, contents } of readParts(plain)) {
    if (part.part === 'manifest') refuseForeign((manifest = part))
    if (part.part === 'secret') secret = await text(Readable.from(contents))
  }
  // What follows the last part, and the seal's own end.
  for await (const rest of plain) if (rest.length > 0) throw new Refusal('The backup goes on after its end.')
  if (!manifest || !secret) throw new Refusal('The backup has no beginning.')
  return { ...manifest, secret }
}

async function* jobsIn(contents: AsyncIterable<Buffer>): AsyncGenerator<WaitingJob> {
  for await (const line of createInterface({ input: Readable.from(contents) })) yield JSON.parse(line) as WaitingJob
}

interface Place {
  databaseUrl: string
  files: Files
  queue: Queue
}

/**
 * Rows and jobs in one transaction; files before it ends, under keys that are nobody else's. If anything fails the
 * place is what it was: rows that were not kept, and files that were not there before, are gone again.
 */
export const restoreBackup = async (backup: Backup, { migrations: prints }: Told, place: Place): Promise<Contents> => {
  const { databaseUrl, files, queue } = place
  const count: Contents = { tables: 0, files: 0, jobs: 0 }
  const brought = new Set<string>()
  const added: string[] = []
  await using opened = new AsyncDisposableStack()
  const refill = opened.adopt(await openRefill(databaseUrl, prints), (it) => it.close())
  try {
    for await (const { part, contents } of partsOf(backup)) {
      if (part.part === 'file') {
        brought.add(part.key)
        count.files += 1
        if ((await files.size(part.key)) === part.size) continue
        added.push(part.key)
        await files.putStream(part.key, Readable.from(contents, { objectMode: false }), part.size)
      } else if (part.part === 'table') {
        count.tables += 1
        await refill.rows(part, Readable.from(contents, { objectMode: false }))
      } else if (part.part === 'jobs') count.jobs = await queue.refill(refill, jobsIn(contents))
    }
    await refill.keep()
  } catch (error) {
    for (const key of added) await files.remove(key).catch(() => {})
    throw new Refusal(`The restore failed, and nothing was changed: ${messageOf(error)}.`, { cause: error })
  }
  for await (const key of files.list()) if (!brought.has(key)) await files.remove(key)
  return count
}
