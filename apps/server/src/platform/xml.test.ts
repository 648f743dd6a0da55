import { describe, expect, test } from 'vitest'
import { readXml, XmlError } from './xml.ts'

describe('a document', () => {
  test.each([
    ['<r/>', { r: [''] }],
    ['<?xml version="1.0"?>\n<r> a &amp; b<![CDATA[ <c> ]]></r>', { r: [' a & b <c> '] }],
    ['<r><a>1</a> <a>2</a><b/></r>', { r: [{ a: ['1', '2'], b: [''] }] }],
    ['<r><e key="k" m="&lt;">said</e></r>', { r: [{ e: [{ '@key': ['k'], '@m': ['<'], '': ['said'] }] }] }],
    ['\uFEFF\n<r><__proto__>x</__proto__></r>', undefined],
  ])('%j is read', (text, read) => {
    const found = readXml(text)

    if (read) expect(JSON.parse(JSON.stringify(found))).toEqual(read)
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  test.each([
    '',
    'nonsense',
    '<r>',
    '<r></s>',
    '<r>&nothing;</r>',
    '<r a=1/>',
    '<html><br></html>',
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">]><r>&a;</r>',
    '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>',
    '<a/><b/>',
    '<a>'.repeat(50) + '</a>'.repeat(50),
    `<r>${'<a/>'.repeat(100_001)}</r>`,
    `<r ${Array.from({ length: 60 }, (_, at) => `a${at}="x"`).join(' ')}/>`,
  ])('%.40s… is refused', (text) => {
    expect(() => readXml(text)).toThrow(XmlError)
  })
})
