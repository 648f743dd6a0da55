import { describe, expect, test } from 'vitest'
import { cdata, element, isXmlName } from './xml.ts'

describe('a text', () => {
  test.each([
    ['signs of XML', 'a & b <c> "d"', 'a &amp; b &lt;c&gt; "d"'],
    ['characters no document may hold', 'a\u0000b\u0008c\uFFFEd', 'abcd'],
    ['half a character', 'a\uD83Db', 'a\uFFFDb'],
    ['lines', 'a\tb\nc\r', 'a\tb\nc&#13;'],
    ['others', 'Léa 😀 中', 'Léa 😀 中'],
  ])('keeps its meaning: %s', (_what, text, written) => {
    expect(element(['a', text])).toBe(`<a>${written}</a>`)
  })

  test('in CDATA cannot end it', () => {
    expect(element(['url', cdata('https://x/?a=1&b=]]><c/>')])).toBe(
      '<url><![CDATA[https://x/?a=1&b=]]]]><![CDATA[><c/>]]></url>',
    )
  })
})

test.each(['meetingid', 'bbb-origin', '_x', 'a.b', 'été'])('%s may be the name of an element', (name) => {
  expect(isXmlName(name)).toBe(true)
})

test.each(['1a', '-a', 'a b', 'a:b', '', 'a<b', 'a>', '<a'])('“%s” may not, and is left out', (name) => {
  expect(isXmlName(name)).toBe(false)
  expect(
    element([
      'all',
      [
        [name, 'x'],
        ['b', 1],
      ],
    ]),
  ).toBe('<all><b>1</b></all>')
})
