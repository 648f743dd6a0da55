import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test('CH-20 a table is told as Excel expects it: by semicolons in French, by commas in English', () => {
  const rows = [
    ['Nom', 'Durée'],
    ['Inès Carvalho', '0:42'],
  ]

  expect(csv(rows, 'fr')).toBe('\uFEFFNom;Durée\r\nInès Carvalho;0:42\r\n')
  expect(csv(rows, 'en')).toBe('\uFEFFNom,Durée\r\nInès Carvalho,0:42\r\n')
})

test.each([
  ['Diop; Awa', '"Diop; Awa"'],
  ['Awa "la grande"', '"Awa ""la grande"""'],
  ['Awa\nDiop', '"Awa\nDiop"'],
  ['Diop, Awa', 'Diop, Awa'],
  ['', ''],
  ['=cmd|calc', "'=cmd|calc"],
  ['+33 6', "'+33 6"],
  ['-1', "'-1"],
  ['@somme', "'@somme"],
  ['\tAwa', "'\tAwa"],
  ['=HYPERLINK("http://x";"y")', '"\'=HYPERLINK(""http://x"";""y"")"'],
  ['Awa = Diop', 'Awa = Diop'],
])('CH-20 the cell %j is written %j', (text, written) => {
  expect(csv([[text]], 'fr')).toBe(`\uFEFF${written}\r\n`)
})
