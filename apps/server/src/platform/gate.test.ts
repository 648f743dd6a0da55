import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

const full = () => new Error('Full.')

/** A deed that ends when it is told to. */
const aDeed = (began: string[], name: string) => {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const deed = () => {
    began.push(name)
    return promise
  }
  return { deed, end: () => resolve(name), fail: () => reject(new Error(name)) }
}

test('so many are inside at once, and the others come in as they came', async () => {
  const gate = createGate({ inside: 2, waiting: 9 }, full)
  const began: string[] = []
  const deeds = ['a', 'b', 'c', 'd'].map((name) => aDeed(began, name))
  const all = deeds.map(({ deed }) => gate(deed))
  await expect.poll(() => began).toEqual(['a', 'b'])

  deeds[1]?.end()
  await expect.poll(() => began).toEqual(['a', 'b', 'c'])
  for (const { end } of deeds) end()

  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
  expect(began).toEqual(['a', 'b', 'c', 'd'])
})

test('one that fails leaves its place to the next', async () => {
  const gate = createGate({ inside: 1, waiting: 9 }, full)
  const began: string[] = []
  const [one, two] = [aDeed(began, 'one'), aDeed(began, 'two')]
  const failing = gate(one.deed)
  const next = gate(two.deed)

  one.fail()
  two.end()

  await expect(failing).rejects.toThrow('one')
  expect(await next).toBe('two')
})

test('whoever finds too many waiting is refused at once, and keeps nobody out', async () => {
  const gate = createGate({ inside: 1, waiting: 1 }, full)
  const began: string[] = []
  const [one, two] = [aDeed(began, 'one'), aDeed(began, 'two')]
  const all = [gate(one.deed), gate(two.deed)]

  await expect(gate(async () => 'three')).rejects.toThrow('Full.')
  one.end()
  two.end()

  expect(await Promise.all(all)).toEqual(['one', 'two'])
  expect(await gate(async () => 'four')).toBe('four')
})
