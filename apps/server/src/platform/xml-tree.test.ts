import { describe, expect, test } from 'vitest'
import { readXmlTree } from './xml-tree.ts'
import { XmlError } from './xml.ts'

describe('a document with namespaces', () => {
  test('is read by the names its prefixes stand for', () => {
    const root = readXmlTree(
      '<?xml version="1.0"?><A:propfind xmlns:A="DAV:" xmlns="urn:x"><A:prop><b at="1">t &amp; <![CDATA[u]]></b></A:prop></A:propfind>',
    )

    expect(root).toMatchObject({
      space: 'DAV:',
      name: 'propfind',
      children: [
        {
          space: 'DAV:',
          name: 'prop',
          children: [{ space: 'urn:x', name: 'b', text: 't & u', attributes: { at: '1' } }],
        },
      ],
    })
  })

  test.each([
    '',
    'nonsense',
    '<D:r/>',
    '<r xmlns:D=""><D:s/></r>',
    '<r>&nothing;</r>',
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">]><r>&a;</r>',
    '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>',
    '<a>'.repeat(50) + '</a>'.repeat(50),
    `<r>${'<a/>'.repeat(100_001)}</r>`,
  ])('%.40s… is refused', (text) => {
    expect(() => readXmlTree(text)).toThrow(XmlError)
  })
})
