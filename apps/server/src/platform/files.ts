import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

export interface S3Settings {
  bucket: string
  endpoint?: string | undefined
  region: string
  accessKeyId: string
  secretAccessKey: string
}

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
}

const driverFor = async (place: FilesPlace) => {
  if ('folder' in place) return new FSDriver({ location: place.folder, visibility: 'private' })
  // The SDK is large: whoever keeps files in a folder neither waits for it nor holds it in memory.
  const { S3Driver } = await import('flydrive/drivers/s3')
  const { bucket, endpoint, region, accessKeyId, secretAccessKey } = place.s3
  return new S3Driver({
    bucket,
    region,
    credentials: { accessKeyId, secretAccessKey },
    visibility: 'private',
    supportsACL: false,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    // Servers that speak S3 without being it store the SDK's default checksums as part of the file.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

export const openFiles = async (place: FilesPlace): Promise<Files> => {
  const disk = new Disk(await driverFor(place))
  return {
    put: (key, bytes) => disk.put(key, bytes),
    open: async (key) => ((await disk.exists(key)) ? disk.getStream(key) : undefined),
    putStream: (key, bytes, size) => disk.putStream(key, bytes, { contentLength: size }),
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
  }
}
