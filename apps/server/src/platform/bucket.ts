import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { S3Driver } from 'flydrive/drivers/s3'
import { messageOf, StartProblem } from './start-problem.ts'

export interface S3Settings {
  bucket: string
  endpoint?: string | undefined
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** Longer than a service that works takes to answer, in milliseconds. */
const patience = { connectionTimeout: 5_000, requestTimeout: 60_000 }

/** A bucket to keep files in, after asking whether it is there and ours; else a `StartProblem` that says what to do. */
export const openBucket = async (settings: S3Settings) => {
  const { bucket, endpoint, region, accessKeyId, secretAccessKey } = settings
  const client = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    requestHandler: patience,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    // Servers that speak S3 without being it store the SDK's default checksums as part of the file.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const look = async () => {
    try {
      await client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }))
    } catch (error) {
      throw new StartProblem(whyNot(settings, error), { cause: error })
    }
  }
  try {
    await look()
  } catch (error) {
    client.destroy()
    throw error
  }
  return {
    driver: new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }),
    look,
    close: () => client.destroy(),
  }
}

/** What S3 says, in its own words, of a bucket that was made in another region. */
const elsewhere = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'])

const whyNot = ({ bucket, endpoint, region }: S3Settings, error: unknown): string => {
  const place = endpoint ?? 'Amazon S3'
  const { name = '', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
  const status = $metadata?.httpStatusCode ?? 0
  if (name === 'NoSuchBucket') return `There is no bucket “${bucket}” at ${place}: make it there, or correct S3_BUCKET.`
  if (elsewhere.has(name))
    return `The bucket “${bucket}” is not in the region ${region} (${messageOf(error)}): correct S3_REGION.`
  if (status >= 400 && status < 500)
    return `${place} does not let us into the bucket “${bucket}” (${name}): correct S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or give that key the right to list, read, write and delete there.`
  return `The place of the files, ${place}, does not answer as S3 does (${messageOf(error)}): start it, or correct S3_ENDPOINT.`
}
