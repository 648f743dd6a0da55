import { describe, expect, test } from 'vitest'
import { beginningWith, isTrue, listOf, numberOf, readParameters } from './read-parameters.ts'

describe('parameters', () => {
  test.each([
    ['of both ways to write a space', 'name=a+b%20c', { name: 'a b c' }],
    ['in UTF-8', 'name=L%C3%A9a', { name: 'Léa' }],
    ['of one name twice: the first', 'a=1&a=2', { a: '1' }],
    ['without a value', 'a&b=&c=1=2', { a: '', b: '', c: '1=2' }],
    ['behind ampersands too many', '&&a=1&&', { a: '1' }],
    ['that cannot be decoded, by their letters', 'a=%zz%&b=%E0%A4', { a: '%zz%', b: '\uFFFD' }],
    ['called as things of JavaScript are', '__proto__=1&constructor=2', { ['__proto__']: '1', constructor: '2' }],
  ])('%s', (_what, text, expected) => {
    expect([...readParameters(text)]).toEqual(Object.entries(expected))
  })
})

test.each([
  ['true', true],
  ['True', true],
  [' TRUE ', true],
  ['False', false],
  ['1', false],
  ['', false],
  [undefined, false],
])('%s is %s', (text, expected) => {
  expect(isTrue(text)).toBe(expected)
})

test.each([
  ['12', 12],
  ['-1', -1],
  ['', undefined],
  ['1.5', undefined],
  ['9'.repeat(20), undefined],
])('the number of “%s” is %s', (text, expected) => {
  expect(numberOf(text)).toBe(expected)
})

test('a list ends with a comma, or with two', () => {
  expect(listOf('a, b,,c,')).toEqual(['a', 'b', 'c'])
})

test('metadata are those that begin so', () => {
  expect(
    beginningWith(
      new Map([
        ['meta_a', '1'],
        ['b', '2'],
      ]),
      'meta_',
    ),
  ).toEqual([['a', '1']])
})
