import { expect, test } from 'vitest'
import { createKept } from './kept.ts'

const aTab = (text?: string) => {
  const texts = new Map(text === undefined ? [] : [['amphi.meetings', text]])
  return {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, value: string) => void texts.set(key, value),
  }
}
const meeting = (code: string) => ({ name: 'Réunion', code, moderatorCode: `m${code}` })

test('what a tab keeps is there after a reload, the newest first, until it is forgotten', () => {
  const tab = aTab()
  const before = createKept(() => tab)
  before.keep(meeting('a'))
  before.keep(meeting('b'))

  const after = createKept(() => tab)
  expect(after.get()).toEqual([meeting('b'), meeting('a')])
  after.forget('b')
  expect(createKept(() => tab).get()).toEqual([meeting('a')])
})

test.for(['', 'null', '{}', '[1,{"name":"x"}]', '[{"name":1,"code":"a","moderatorCode":"b"}]'])(
  'a stored text that is not ours is nothing: %s',
  (text) => {
    expect(createKept(() => aTab(text)).get()).toEqual([])
  },
)

test('a browser that keeps nothing still shows the links until the page is left', () => {
  const kept = createKept(() => {
    throw new DOMException('blocked', 'SecurityError')
  })

  kept.keep(meeting('a'))

  expect(kept.get()).toEqual([meeting('a')])
})
