import { describe, expect, test } from 'vitest'
import { documentsIn } from './documents.ts'
import { Refusal } from './refusals.ts'

const key = (deed: () => unknown) => {
  try {
    deed()
  } catch (error) {
    return error instanceof Refusal ? error.key : error
  }
  return undefined
}

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

  test.each([
    '<modules/>',
    '<modules><module name="presentation"/></modules>',
    '<modules>\n</modules>',
    '<modules><__proto__ x="1">y</__proto__></modules>',
  ])('none in %s', (xml) => {
    expect(documentsIn(xml)).toEqual([])
  })

  test.each([
    ['is not well formed', '<modules><module>'],
    ['is none', 'hello'],
    ['says something else', '<html><body>x</body></html>'],
    ['declares entities', '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><modules>&b;</modules>'],
    ['is too deep', `<modules>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</modules>`],
    ['has too many parts', `<modules>${'<a/>'.repeat(5000)}</modules>`],
  ])('of a body that %s are refused', (_what, xml) => {
    expect(key(() => documentsIn(xml))).toBe('malformedXml')
  })
})
