import { Code } from '@amphi/contract/rooms'
import { expect, test } from 'vitest'
import { type CodeRead, grouped, lengths, readCode } from './read-code.ts'

const guest = { kind: 'code', code: 'q4hz8-ntcv2-ka7m', moderator: false }
const moderator = { kind: 'code', code: 'q4hz8-ntcv2-ka7mq-4hz8n-tcv2k-a7', moderator: true }

test.for<[string, CodeRead | object]>([
  ['q4hz8-ntcv2-ka7m', guest],
  ['  Q4HZ8NTCV2KA7M ', guest],
  ['q4hz8 ntcv2 ka7m', guest],
  ['q4hz8–ntcv2–ka7m.', guest],
  ['https://amphi.deux-rives.fr/q4hz8-ntcv2-ka7m', guest],
  ['http://localhost:8080/q4hz8-ntcv2-ka7m/', guest],
  ['amphi.deux-rives.fr/q4hz8-ntcv2-ka7m?utm=1#x', guest],
  ['Bonjour, rejoignez-nous : https://amphi.fr/q4hz8-ntcv2-ka7m à 14:00', guest],
  ['https://amphi.fr/m/q4hz8-ntcv2-ka7mq-4hz8n-tcv2k-a7', moderator],
  ['q4hz8ntcv2ka7mq4hz8ntcv2ka7', moderator],
  ['', { kind: 'empty' }],
  ['   ', { kind: 'empty' }],
  ['q4hz8-ntcv2-ka7', { kind: 'length', length: 13 }],
  ['q4hz8-ntcv2-kaO0', { kind: 'letters', letters: 'o 0' }],
  ['https://meet.example.org/MyRoom', { kind: 'elsewhere', host: 'meet.example.org' }],
  ['https://amphi.fr/', { kind: 'elsewhere', host: 'amphi.fr' }],
  ['https://amphi.fr/%zz', { kind: 'elsewhere', host: 'amphi.fr' }],
])('« %s » is read for what it is', ([text, read]) => {
  expect(readCode(text)).toEqual(read)
})

test.for<[string, CodeRead | object]>([
  ['conseil-ufr', { kind: 'name', name: 'conseil-ufr' }],
  [' Conseil-UFR ', { kind: 'name', name: 'conseil-ufr' }],
  ['https://amphi.fr/conseil-ufr', { kind: 'name', name: 'conseil-ufr' }],
  ['https://elsewhere.org/conseil-ufr', { kind: 'elsewhere', host: 'elsewhere.org' }],
  ['q4hz8-ntcv2-ka7m', guest],
  ['conseil d’ufr', { kind: 'length', length: 12 }],
])('where links have names, « %s » is read for what it is', ([text, read]) => {
  expect(readCode(text, { here: 'amphi.fr', bare: true })).toEqual(read)
})

test('where none are chosen any more, a name that was printed is read with its address, and not alone', () => {
  expect(readCode('amphi.fr/conseil-ufr', { here: 'amphi.fr' })).toEqual({ kind: 'name', name: 'conseil-ufr' })
  expect(readCode('conseil-ufr', { here: 'amphi.fr' }).kind).not.toBe('name')
})

test('codes are the contract’s', () => {
  for (const length of Object.values(lengths)) expect(Code.safeParse('2'.repeat(length)).success).toBe(true)
  expect(Code.parse(grouped('q4hz8ntcv2ka7m'))).toBe('q4hz8ntcv2ka7m')
})
