import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { changeMe, changePicture, removePicture } from '@amphi/contract/profile'
import { welcome } from '@amphi/contract/welcome'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })
const { app } = house

const get = async (url: string, host = 'university.test') =>
  app.inject({ method: 'GET', url, headers: { host, 'sec-fetch-site': 'same-origin' } })

describe('a profile', () => {
  test('is changed in part, and the rest stays', async () => {
    const bob = house.as('bob')

    await bob.ask(changeMe, { body: { name: ' Bob M. ', language: 'en' } })
    await bob.ask(changeMe, { body: { emailNotices: false } })

    const { reply } = await bob.ask(welcome, {})
    expect(reply.me).toMatchObject({ name: 'Bob M.', language: 'en', emailNotices: false })
    expect((await bob.ask(changeMe, { body: { name: ' ' } })).status).toBe(400)
  })
})

describe('a picture', () => {
  const aPicture = (side = 600) =>
    sharp({ create: { width: side, height: side / 2, channels: 3, background: '#b33' } })
      .withExif({ IFD0: { Copyright: 'secret place', Artist: 'Ada' } })
      .jpeg()
      .toBuffer()

  test('is written anew: a small square without what the camera added', async () => {
    const bytes = await aPicture()
    expect(bytes.includes('secret place')).toBe(true)

    const { status, reply } = await house.as('ada').ask(changePicture, { body: bytes })

    expect(status).toBe(200)
    const { rawPayload, headers } = await get(reply.pictureUrl ?? '')
    expect(rawPayload.includes('secret place')).toBe(false)
    const { width, height, format, exif } = await sharp(rawPayload).metadata()
    expect([width, height, format, exif]).toEqual([384, 384, 'webp', undefined])
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  test('that is replaced or taken away is gone', async () => {
    const ada = house.as('ada')
    const { reply: first } = await ada.ask(changePicture, { body: await aPicture() })
    const { reply: second } = await ada.ask(changePicture, { body: await aPicture() })
    expect(second.pictureUrl).not.toBe(first.pictureUrl)
    await expect.poll(async () => (await get(first.pictureUrl ?? '')).statusCode).toBe(404)

    const { reply } = await ada.ask(removePicture, {})

    expect(reply.pictureUrl).toBe(null)
    await expect.poll(async () => (await get(second.pictureUrl ?? '')).statusCode).toBe(404)
  })

  test('is refused when it is none, or would fill the memory', async () => {
    const huge = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

    for (const body of [
      Buffer.from('not a picture'),
      Buffer.alloc(0),
      (await aPicture()).subarray(0, 300),
      huge,
      svg,
    ]) {
      const { status, refusal } = await house.as('ada').ask(changePicture, { body })
      expect([status, refusal.code]).toEqual([400, 'picture.unreadable'])
    }
  })

  test('of one house is not served by another, and its address is no path', async () => {
    const { reply } = await house.as('ada').ask(changePicture, { body: await aPicture() })

    expect((await get(reply.pictureUrl ?? '', 'elsewhere.test')).statusCode).toBe(404)
    for (const name of ['..%2f..%2fsecret', '%2e%2e', randomUUID(), `${randomUUID()}.webp`]) {
      expect((await get(`/api/v1/pictures/${name}`)).statusCode).toBe(404)
    }
  })
})
