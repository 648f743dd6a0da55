import { describe, expect, test } from 'vitest'
import { readBody } from './read-body.ts'

describe('a body', () => {
  test.each([
    ['application/x-www-form-urlencoded; charset=UTF-8', 'form'],
    ['text/xml;charset=utf-8', 'xml'],
    ['Application/XML', 'xml'],
  ])('of %s is read', async (type, kind) => {
    expect((await readBody(type, Buffer.from('a=1'))).kind).toBe(kind)
  })

  test('of many parts is a form, and a file', async () => {
    const form = new FormData()
    form.set('kind', 'subtitles')
    form.set('file', new Blob(['WEBVTT']), 'a.vtt')
    const sent = new Response(form)

    const read = await readBody(sent.headers.get('content-type') ?? '', Buffer.from(await sent.arrayBuffer()))

    expect(read).toMatchObject({ kind: 'form', fields: new Map([['kind', 'subtitles']]) })
    expect(read.kind === 'form' && Buffer.from(read.file ?? []).toString()).toBe('WEBVTT')
  })

  test('that is empty asks nothing of its type', async () => {
    expect(await readBody('application/xml', Buffer.alloc(0))).toEqual({ kind: 'none' })
    expect(await readBody(undefined, undefined)).toEqual({ kind: 'none' })
  })

  test.each(['application/json', 'text/plain', undefined])('of %s is refused', async (type) => {
    await expect(readBody(type, Buffer.from('{}'))).rejects.toMatchObject({ key: 'unsupportedContentType' })
  })

  test('that says it has parts, and has none, is refused', async () => {
    await expect(readBody('multipart/form-data; boundary=x', Buffer.from('y'))).rejects.toMatchObject({
      key: 'validationError',
    })
  })
})
