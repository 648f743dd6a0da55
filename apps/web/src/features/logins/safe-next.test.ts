import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

test.for<[string | undefined, string]>([
  [undefined, '/'],
  ['/q4hz8-ntcv2-ka7m', '/q4hz8-ntcv2-ka7m'],
  ['/rooms?x=1#y', '/rooms?x=1#y'],
  ['https://evil.example', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?next=/sign-in', '/'],
  ['/link/secret', '/'],
])('after signing in with next=%s one is at %s', ([next, place]) => {
  expect(safeNext(next, 'https://amphi.test')).toBe(place)
})
