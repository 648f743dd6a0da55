import { expect, test } from 'vitest'
import { textOf } from './text-of.ts'

const text = 'Nom;Courriel\r\nInès Müller;ines@example.org'
const wide = Buffer.from(`\uFEFF${text}`, 'utf16le')

test.each([
  ['UTF-8', new TextEncoder().encode(text)],
  ['UTF-8 with its mark', new TextEncoder().encode(`\uFEFF${text}`)],
  ['UTF-16, the low byte first', wide],
  ['UTF-16, the high byte first', Buffer.from(wide).swap16()],
  ['what Excel writes on a French Windows', Buffer.from(text, 'latin1')],
])('a list in %s is read with its accents', (_, bytes) => {
  expect(textOf(bytes)).toBe(text)
})

test('signs that Windows alone has are read, and an empty file is empty', () => {
  expect(textOf(Uint8Array.from([0x4e, 0x6f, 0xeb, 0x6c, 0x92, 0x80]))).toBe('Noël’€')
  expect(textOf(new Uint8Array())).toBe('')
})
