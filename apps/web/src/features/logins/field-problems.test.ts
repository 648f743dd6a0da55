import { expect, test } from 'vitest'
import { fieldProblems, type Written } from './field-problems.ts'

test.for<[Written, ReturnType<typeof fieldProblems>]>([
  [{ email: 'ada@example.org' }, {}],
  [{ email: ' ada@mail.example.org ' }, {}],
  [{ email: '  ' }, { email: 'email_needed' }],
  [{ email: 'ada' }, { email: 'email_incomplete' }],
  [{ email: 'ada@example' }, { email: 'email_incomplete' }],
  [{ email: 'ada lovelace@example.org' }, { email: 'email_incomplete' }],
  [{ name: ' ' }, { name: 'name_needed' }],
  [{ password: '' }, { password: 'password_needed' }],
  [{ password: 'court' }, {}],
  [{ newPassword: 'court' }, { password: 'password_short' }],
  [{ newPassword: 'dix lettre' }, {}],
] as [Written, ReturnType<typeof fieldProblems>][])('of %j is wrong: %j', ([written, wrong]) => {
  expect(fieldProblems(written)).toEqual(wrong)
})
