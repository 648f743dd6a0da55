import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Refusal } from '../refusal.ts'

/**
 * A sealed file: a first line, a salt, a check of the passphrase, then chunks, each `length · ciphertext · tag`. The
 * highest bit of a length marks the last chunk, so that a file cut between two chunks is known to be cut. Each chunk
 * vouches for its length and its place, the first for what stands before it as well.
 */
const firstLine = Buffer.from('AMPHI BACKUP 1\n')
const saltLength = 16
const checkLength = 16
const tagLength = 16
const chunkLength = 64 * 1024
const last = 0x8000_0000

/** Half a second and 128 MB for each passphrase tried, here and for whoever found the file. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 ** 2 }

const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)

const keysFrom = async (passphrase: string, salt: Buffer) => {
  const bytes = await derive(passphrase.normalize('NFC'), salt, 32 + checkLength, cost)
  return { key: bytes.subarray(0, 32), check: bytes.subarray(32) }
}

/** The key is this file's alone, so counting is enough. */
const nonceOf = (place: number) => {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(place), 4)
  return nonce
}

const lengthWord = (length: number, isLast: boolean) => {
  const word = Buffer.alloc(4)
  word.writeUInt32BE((length | (isLast ? last : 0)) >>> 0)
  return word
}

/** Seals what comes, as it comes. */
export async function* seal(passphrase: string, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltLength)
  const { key, check } = await keysFrom(passphrase, salt)
  const head = Buffer.concat([firstLine, salt, check])
  yield head

  let place = 0
  const sealChunk = (bytes: Buffer, isLast: boolean) => {
    const word = lengthWord(bytes.length, isLast)
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place))
    cipher.setAAD(place === 0 ? Buffer.concat([head, word]) : word)
    place += 1
    return Buffer.concat([word, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  }

  let waiting: Buffer[] = []
  let length = 0
  for await (const bytes of plain) {
    waiting.push(Buffer.from(bytes))
    length += bytes.length
    if (length <= chunkLength) continue
    const all = Buffer.concat(waiting)
    let from = 0
    for (; all.length - from > chunkLength; from += chunkLength) {
      yield sealChunk(all.subarray(from, from + chunkLength), false)
    }
    waiting = [all.subarray(from)]
    length = all.length - from
  }
  yield sealChunk(Buffer.concat(waiting), true)
}

/** Reads exactly so many bytes, however they come; undefined when there are not so many. */
export const createReader = (source: AsyncIterable<Uint8Array>) => {
  const parts = source[Symbol.asyncIterator]()
  let held = Buffer.alloc(0)
  return async (wanted: number): Promise<Buffer | undefined> => {
    const more = [held]
    let length = held.length
    while (length < wanted) {
      const { done, value } = await parts.next()
      if (done) return undefined
      more.push(Buffer.from(value))
      length += value.length
    }
    const all = more.length === 1 ? held : Buffer.concat(more)
    held = all.subarray(wanted)
    return all.subarray(0, wanted)
  }
}

const cutOff = () => new Refusal('The backup is cut off: a part of the file is missing.')
const damaged = () => new Refusal('The backup is damaged, or someone has changed it.')

/** Opens what was sealed; what comes out has been vouched for, and at the end so has the whole. */
export async function* unseal(passphrase: string, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const read = createReader(sealed)
  const head = await read(firstLine.length + saltLength + checkLength)
  if (!head || !head.subarray(0, firstLine.length).equals(firstLine))
    throw new Refusal('This is not a backup of Amphi.')
  const salt = head.subarray(firstLine.length, firstLine.length + saltLength)
  const { key, check } = await keysFrom(passphrase, salt)
  if (!timingSafeEqual(check, head.subarray(-checkLength)))
    throw new Refusal('The passphrase is not the one of this backup.')

  for (let place = 0, isLast = false; !isLast; place += 1) {
    const word = await read(4)
    if (!word) throw cutOff()
    const said = word.readUInt32BE()
    isLast = said >= last
    const length = isLast ? said - last : said
    if (length > chunkLength) throw damaged()
    const bytes = await read(length + tagLength)
    if (!bytes) throw cutOff()
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place))
    decipher.setAAD(place === 0 ? Buffer.concat([head, word]) : word)
    decipher.setAuthTag(bytes.subarray(length))
    const plain = decipher.update(bytes.subarray(0, length))
    try {
      decipher.final()
    } catch {
      throw damaged()
    }
    yield plain
  }
  if (await read(1)) throw damaged()
}
