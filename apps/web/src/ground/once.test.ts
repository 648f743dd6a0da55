import { expect, test } from 'vitest'
import { once } from './once.ts'

const aPost = () => {
  const sent: { ask: unknown; answer: (reply: string) => void; refuse: (error: Error) => void }[] = []
  const tell = once((ask: unknown) => new Promise<string>((answer, refuse) => void sent.push({ ask, answer, refuse })))
  return { sent, tell }
}

test('what is told twice at once is sent once, and both hear the answer', async () => {
  const { sent, tell } = aPost()
  const answers = [tell({ body: { kind: 'personal' } }), tell({ body: { kind: 'personal' } })]

  sent[0]?.answer('made')

  expect(await Promise.all(answers)).toEqual(['made', 'made'])
  expect(sent).toHaveLength(1)
})

test('two rows are told side by side, and what was taken back is told again', () => {
  const { sent, tell } = aPost()

  for (const row of ['a', 'b', 'a']) void tell({ params: { row } })

  expect(sent.map(({ ask }) => ask)).toEqual([
    { params: { row: 'a' } },
    { params: { row: 'b' } },
    { params: { row: 'a' } },
  ])
})

test('once it is answered, or refused, the same may be told again', async () => {
  const { sent, tell } = aPost()
  const first = tell({})
  sent[0]?.answer('done')
  await first
  const second = tell({})
  sent[1]?.refuse(new Error('not now'))
  await expect(second).rejects.toThrow('not now')

  void tell({})

  expect(sent).toHaveLength(3)
})

test('of two files with nothing to tell them apart, both are sent', () => {
  const { sent, tell } = aPost()

  void tell({ body: new Blob(['one']) })
  void tell({ body: new Blob(['two']) })

  expect(sent).toHaveLength(2)
})
