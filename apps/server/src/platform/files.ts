import { constants, mkdirSync } from 'node:fs'
import { access } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { S3Settings } from './bucket.ts'

/** Where files lie: a folder of ours, or a bucket. */
export type FilesPlace = { folder: string } | { s3: S3Settings }

/** A key names the same bytes for as long as it exists: what changes gets another key. */
export interface Files {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** The same for what is too large to be held whole. */
  putStream(key: string, bytes: Readable, size: number): Promise<void>
  /** Undefined when there is none of that key. */
  open(key: string): Promise<Readable | undefined>
  /** How many bytes; undefined when there is none of that key. */
  size(key: string): Promise<number | undefined>
  remove(key: string): Promise<void>
  /** Every key there is, in no order. */
  list(): AsyncGenerator<string>
  /** Throws, with a sentence, when the place cannot be reached. */
  look(): Promise<void>
  close(): void
}

const openPlace = async (place: FilesPlace) => {
  if ('folder' in place) {
    mkdirSync(place.folder, { recursive: true, mode: 0o700 })
    const driver = new FSDriver({ location: place.folder, visibility: 'private' })
    return { driver, look: () => access(place.folder, constants.W_OK), close: () => {} }
  }
  // The SDK is large: whoever keeps files in a folder neither waits for it nor holds it in memory.
  const { openBucket } = await import('./bucket.ts')
  return openBucket(place.s3)
}

export const openFiles = async (place: FilesPlace): Promise<Files> => {
  const opened = await openPlace(place)
  const disk = new Disk(opened.driver)
  /** Written to its end, or not there at all. */
  const whole = async (key: string, write: () => Promise<void>) => {
    try {
      await write()
    } catch (error) {
      await disk.delete(key).catch(() => {})
      throw error
    }
  }
  return {
    put: (key, bytes) => whole(key, () => disk.put(key, bytes)),
    open: async (key) => ((await disk.exists(key)) ? disk.getStream(key) : undefined),
    putStream: (key, bytes, size) => whole(key, () => disk.putStream(key, bytes, { contentLength: size })),
    size: async (key) => ((await disk.exists(key)) ? (await disk.getMetaData(key)).contentLength : undefined),
    remove: (key) => disk.delete(key),
    async *list() {
      let paginationToken: string | undefined
      do {
        const page = await disk.listAll('', { recursive: true, ...(paginationToken ? { paginationToken } : {}) })
        for (const it of page.objects) if (it.isFile) yield it.key
        paginationToken = page.paginationToken
      } while (paginationToken)
    },
    look: () => opened.look(),
    close: () => opened.close(),
  }
}
