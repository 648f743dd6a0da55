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

export interface Files {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Undefined when there is none of that key. */
  open(key: string): Promise<Readable | undefined>
  remove(key: string): Promise<void>
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
    remove: (key) => disk.delete(key),
  }
}
