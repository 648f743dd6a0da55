import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Files } from './files.ts'

/** What every place for files can do; run by the test of each. */
export const filesSuite = (open: () => Promise<Files>) => {
  let files: Files
  beforeAll(async () => {
    files = await open()
  })
  afterAll(() => files.close())

  const read = async (key: string) => {
    const stream = await files.open(key)
    return stream && (await buffer(stream))
  }
  const keys = async () => {
    const all: string[] = []
    for await (const key of files.list()) all.push(key)
    return all.toSorted()
  }

  test('what is put is read again, byte for byte, under its key', async () => {
    const bytes = randomBytes(1_000)
    await files.put('pictures/a/b.webp', bytes)

    expect(await read('pictures/a/b.webp')).toEqual(bytes)
    expect(await files.size('pictures/a/b.webp')).toBe(1_000)
  })

  test('an empty file is a file', async () => {
    await files.put('empty', new Uint8Array())

    expect([await files.size('empty'), (await read('empty'))?.length]).toEqual([0, 0])
  })

  test('what is too large to be held comes as a stream, and leaves as one', async () => {
    const parts = Array.from({ length: 40 }, () => randomBytes(256 * 1024))
    const whole = Buffer.concat(parts)
    await files.putStream('videos/long.webm', Readable.from(parts, { objectMode: false }), whole.length)

    expect(await files.size('videos/long.webm')).toBe(whole.length)
    expect((await read('videos/long.webm'))?.equals(whole)).toBe(true)
  })

  test('a stream that breaks leaves nothing behind', async () => {
    async function* breaking() {
      yield randomBytes(1_000)
      throw new Error('the line broke')
    }
    const put = files.putStream('videos/broken.webm', Readable.from(breaking(), { objectMode: false }), 2_000)

    await expect(put).rejects.toThrow('videos/broken.webm')
    expect([await files.size('videos/broken.webm'), await read('videos/broken.webm')]).toEqual([undefined, undefined])
  })

  test('what is not there has no size and cannot be opened', async () => {
    expect([await files.size('nowhere/at/all'), await files.open('nowhere/at/all')]).toEqual([undefined, undefined])
  })

  test('what is removed is gone, and may be removed again', async () => {
    await files.put('going', randomBytes(10))
    await files.remove('going')

    expect(await files.open('going')).toBe(undefined)
    await files.remove('going')
  })

  test('every key is listed, however deep and however many', async () => {
    const before = await keys()
    const more = Array.from({ length: 1_100 }, (_, i) => `many/${i % 7}/${String(i).padStart(4, '0')}`)
    for (let at = 0; at < more.length; at += 50)
      await Promise.all(more.slice(at, at + 50).map((key) => files.put(key, Buffer.from('x'))))

    expect(await keys()).toEqual([...before, ...more].toSorted())
  })

  test('the place says that it is there', async () => {
    await expect(files.look()).resolves.toBe(undefined)
  })
}
