import type { Message } from '@amphi/contract/chat'
import { describe, expect, test } from 'vitest'
import { emptyThread, hasGap, heard, lastOf, marked, said } from './chat-thread.ts'

const message = (sequence: number, id = `m${sequence}`) =>
  ({ id, sequence, text: `n${sequence}`, name: 'Awa', role: 'participant', participantId: 'p', sentAt: '' }) as Message

const sequences = (...came: Message[][]) => came.reduce(heard, emptyThread).messages.map(({ sequence }) => sequence)

describe('the thread of a session', () => {
  test.each([
    ['in order', [[message(1)], [message(2)], [message(3)]], [1, 2, 3]],
    ['all at once, backwards', [[message(3), message(2), message(1)]], [1, 2, 3]],
    ['one of them twice', [[message(1)], [message(2)], [message(2)], [message(1)]], [1, 2]],
    ['after a hole that is filled later', [[message(1)], [message(3)], [message(2)]], [1, 2, 3]],
    ['after a hole that stays', [[message(1)], [message(3), message(4)]], [1]],
    [
      'live before the first answer',
      [[message(7)], [1, 2, 3, 4, 5, 6, 7].map((one) => message(one))],
      [1, 2, 3, 4, 5, 6, 7],
    ],
  ])('comes %s', (_, came, expected) => {
    expect(sequences(...came)).toEqual(expected)
  })

  test('knows that a number is missing', () => {
    const thread = heard(heard(emptyThread, [message(1)]), [message(3)])

    expect(hasGap(thread)).toBe(true)
    expect(lastOf(thread)).toBe(1)
    expect(hasGap(heard(thread, [message(2)]))).toBe(false)
  })

  test('shows what one said until the server confirms it, once', () => {
    const waiting = marked(said(emptyThread, 'mine', 'Bonjour'), 'mine', 'waiting')

    const confirmed = heard(waiting, [message(1, 'mine')])

    expect(waiting.pending).toEqual([{ id: 'mine', text: 'Bonjour', state: 'waiting' }])
    expect(confirmed.pending).toEqual([])
    expect(heard(confirmed, [message(1, 'mine')]).messages).toHaveLength(1)
  })

  test('takes a confirmation that comes before the messages in front of it', () => {
    const thread = heard(said(emptyThread, 'mine', 'Bonjour'), [message(5, 'mine')])

    expect(thread.pending).toEqual([])
    expect(hasGap(thread)).toBe(true)
  })
})
