import type { Template } from '@amphi/contract/resources'
import { expect, test } from 'vitest'
import { isTooLong, type RichNode, richOf, templateOf } from './rich-text.ts'

const paragraph = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content })
const text = (words: string, ...marks: NonNullable<RichNode['marks']>): RichNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
})
const item = (...content: RichNode[]): RichNode => ({ type: 'listItem', content })
const list = (...content: RichNode[]): RichNode => ({ type: 'bulletList', content })
const doc = (...content: RichNode[]): RichNode => ({ type: 'doc', content })
const link = (href: string) => ({ type: 'link', attrs: { href } })

const same: [string, Template, RichNode][] = [
  ['nothing is one empty paragraph', [], doc({ type: 'paragraph' })],
  ['a line is a paragraph', [{ kind: 'paragraph', runs: [{ text: 'Rejoindre' }] }], doc(paragraph(text('Rejoindre')))],
  [
    'an empty line between two stays',
    [
      { kind: 'paragraph', runs: [{ text: 'a' }] },
      { kind: 'paragraph', runs: [] },
      { kind: 'paragraph', runs: [{ text: 'b' }] },
    ],
    doc(paragraph(text('a')), { type: 'paragraph' }, paragraph(text('b'))),
  ],
  [
    'bold, italic and links are marks',
    [
      {
        kind: 'paragraph',
        runs: [
          { text: 'a', bold: true },
          { text: 'b', bold: true, italic: true },
          { text: 'c', href: 'https://aide.example.org/' },
        ],
      },
    ],
    doc(
      paragraph(
        text('a', { type: 'bold' }),
        text('b', { type: 'bold' }, { type: 'italic' }),
        text('c', link('https://aide.example.org/')),
      ),
    ),
  ],
  [
    'lines of a list that follow one another are one list',
    [
      { kind: 'item', runs: [{ text: 'a' }] },
      { kind: 'item', runs: [{ text: 'b' }] },
      { kind: 'paragraph', runs: [{ text: 'c' }] },
      { kind: 'item', runs: [{ text: 'd' }] },
    ],
    doc(
      list(item(paragraph(text('a'))), item(paragraph(text('b')))),
      paragraph(text('c')),
      list(item(paragraph(text('d')))),
    ),
  ],
]

test.each(same)('%s, and back', (_, template, rich) => {
  expect(richOf(template)).toEqual(rich)
  expect(templateOf(rich)).toEqual(template)
})

const read: [string, RichNode, Template][] = [
  [
    'empty lines at the end are left out',
    doc(paragraph(text('a')), paragraph(), paragraph(text('  '))),
    [{ kind: 'paragraph', runs: [{ text: 'a' }] }],
  ],
  ['blanks alone are nothing', doc(paragraph(text('  ')), list(item(paragraph()))), []],
  [
    'a break within a paragraph begins another line',
    doc(paragraph(text('a'), { type: 'hardBreak' }, text('b'))),
    [
      { kind: 'paragraph', runs: [{ text: 'a' }] },
      { kind: 'paragraph', runs: [{ text: 'b' }] },
    ],
  ],
  [
    'a list in a list is one list',
    doc(list(item(paragraph(text('a')), list(item(paragraph(text('b'))))))),
    [
      { kind: 'item', runs: [{ text: 'a' }] },
      { kind: 'item', runs: [{ text: 'b' }] },
    ],
  ],
  [
    'letters that look alike are one run',
    doc(paragraph(text('${'), text('URL}'), text('!', { type: 'bold' }))),
    [{ kind: 'paragraph', runs: [{ text: '${URL}' }, { text: '!', bold: true }] }],
  ],
  [
    'an address that is none of the web is no link',
    doc(paragraph(text('a', link('mailto:a@example.org')))),
    [{ kind: 'paragraph', runs: [{ text: 'a' }] }],
  ],
]

test.each(read)('%s', (_, rich, template) => {
  expect(templateOf(rich)).toEqual(template)
})

test('a run is never longer than one may be', () => {
  const [line] = templateOf(doc(paragraph(text('a'.repeat(1500)), text('b'.repeat(1500)))))
  expect(line?.runs.map((run) => run.text.length)).toEqual([1500, 1500])
})

test.each([
  [60, 40, false],
  [61, 1, true],
  [1, 41, true],
])('of %i lines with %i runs each it is said whether that is too long: %s', (lines, runs, tooLong) => {
  const template: Template = Array.from({ length: lines }, () => ({
    kind: 'paragraph',
    runs: Array.from({ length: runs }, () => ({ text: 'a' })),
  }))

  expect(isTooLong(template)).toBe(tooLong)
})
