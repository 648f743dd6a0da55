import { describe, expect, test } from 'vitest'
import { documentsIn, readBody } from './read-body.ts'
import { Refusal } from './refusals.ts'

const key = (deed: () => unknown) => {
  try {
    deed()
  } catch (error) {
    return error instanceof Refusal ? error.key : error
  }
  return undefined
}

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

describe('documents', () => {
  test('by address or in the body, the current one first', () => {
    const documents = documentsIn(`<?xml version="1.0" encoding="UTF-8"?>
      <modules>
        <module name="presentation">
          <document url="https://lms.test/a.pdf?x=1&amp;y=2" filename="a.pdf"/>
          <document name="b.txt" current="true" downloadable="true">
            aGk=
          </document>
        </module>
        <module name="clientSettingsOverride"><![CDATA[{"a":"<b>"}]]></module>
      </modules>`)

    expect(documents).toEqual([
      { name: 'b.txt', url: null, content: 'aGk=', isCurrent: true, isDownloadable: true },
      { name: 'a.pdf', url: 'https://lms.test/a.pdf?x=1&y=2', content: null, isCurrent: false, isDownloadable: false },
    ])
  })

  test.each(['<modules/>', '<modules><module name="presentation"/></modules>', '<modules>\n</modules>'])(
    'none in %s',
    (xml) => {
      expect(documentsIn(xml)).toEqual([])
    },
  )

  test.each([
    ['is not well formed', '<modules><module>'],
    ['is none', 'hello'],
    ['says something else', '<html><body>x</body></html>'],
    ['declares entities', '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><modules>&b;</modules>'],
    ['is too deep', `<modules>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</modules>`],
    ['has too many parts', `<modules>${'<a/>'.repeat(5000)}</modules>`],
    ['names what objects are made of', '<modules><__proto__ x="1">y</__proto__></modules>'],
  ])('of a body that %s are refused', (_what, xml) => {
    expect(key(() => documentsIn(xml))).toBe('malformedXml')
  })
})
