import { expect, test } from 'vitest'
import { programOf } from './programs.ts'

test.each([
  ['Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile', 5, 'android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1', 5, 'iphone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15', 5, 'iphone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15', 0, 'mac'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0', 0, 'thunderbird'],
  ['Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', 0, 'thunderbird'],
])('in %s with %i fingers the steps begin with those for %s', (userAgent, maxTouchPoints, program) => {
  expect(programOf({ userAgent, maxTouchPoints })).toBe(program)
})
