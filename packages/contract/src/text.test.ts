import { describe, expect, test } from 'vitest'
import { line, paragraphs, sameName } from './text.ts'

const name = line({ max: 40 })
const message = paragraphs({ max: 40 })
const problemOf = (schema: typeof name, text: string) => schema.safeParse(text).error?.issues[0]?.message

describe('a name', () => {
  test.for<[what: string, typed: string, kept: string]>([
    ['plain', 'Ada Lovelace', 'Ada Lovelace'],
    ['with spaces around and within', '  Ada \t  Lovelace\n', 'Ada Lovelace'],
    ['with the spaces of print', 'Salle\u00A0\u202F3', 'Salle 3'],
    ['on two lines', 'Ada\r\nLovelace', 'Ada Lovelace'],
    ['in letters and accents apart', 'E\u0301milie', 'Émilie'],
    ['turned round', 'Ada \u202Eecalevol\u202C', 'Ada ecalevol'],
    ['isolated, as a program pastes it', '\u2068Ada\u2069', 'Ada'],
    ['with marks of direction', 'Ada\u200E\u200F\u061C', 'Ada'],
    ['with zero-width spaces', 'A\u200Bd\uFEFFa\u2060', 'Ada'],
    ['with a soft hyphen', 'Love\u00ADlace', 'Lovelace'],
    ['with a space where nothing is left', 'Ada \u200B Lovelace', 'Ada Lovelace'],
    ['with joiners that join nothing', 'A\u200Dd\u200Ca', 'Ada'],
    ['with a variation of nothing', 'Ada\uFE0F', 'Ada'],
    ['with the fillers of Hangul', 'Ada\u3164\u115F\uFFA0', 'Ada'],
    ['with a hidden message in tags', 'Ada\u{E0041}\u{E0042}', 'Ada'],
    ['of a family', '👨\u200D👩\u200D👧 Diop', '👨\u200D👩\u200D👧 Diop'],
    ['with a skin and a profession', '👩🏽\u200D🏫', '👩🏽\u200D🏫'],
    ['with a red heart', '❤\uFE0F', '❤\uFE0F'],
    ['with a keycap', '1\uFE0F\u20E3', '1\uFE0F\u20E3'],
    ['with a rainbow flag', '🏳\uFE0F\u200D🌈', '🏳\uFE0F\u200D🌈'],
    [
      'with the flag of Scotland',
      '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
      '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    ],
    ['in Persian, which parts its letters', 'علی\u200Cرضا', 'علی\u200Cرضا'],
    ['in Hindi, which joins them', 'क्\u200Dष', 'क्\u200Dष'],
    ['in Sinhala', 'ශ්\u200Dරී', 'ශ්\u200Dරී'],
    ['in Malayalam, which ends on a joiner', 'ന്\u200D', 'ന്\u200D'],
    ['in Japanese, with a variant', '葛\u{E0100}城', '葛\u{E0100}城'],
    ['in Hebrew', 'עדה', 'עדה'],
    ['of one digit', '7', '7'],
    ['of one sign', '?', '?'],
  ])('%s', ([, typed, kept]) => {
    expect(name.parse(typed)).toBe(kept)
    // What was kept is kept as it is when it comes again.
    expect(name.parse(kept)).toBe(kept)
  })

  test.for<[what: string, typed: string, problem: string]>([
    ['empty', '', 'text.invisible'],
    ['of spaces', ' \u00A0\u2003', 'text.invisible'],
    ['of zero-width spaces', '\u200B\u200B\uFEFF', 'text.invisible'],
    ['of joiners', '\u200D\u200C', 'text.invisible'],
    ['of format characters', '\u2062\u2063\u2064\u00AD', 'text.invisible'],
    ['of overrides', '\u202E\u202D', 'text.invisible'],
    ['of a filler', '\u3164', 'text.invisible'],
    ['of empty Braille', '\u2800', 'text.invisible'],
    ['of accents alone', '\u0301\u0302', 'text.invisible'],
    ['of tags', '\u{E0041}', 'text.invisible'],
    ['with the first half of a character', 'Ada \uD83D', 'text.unreadable'],
    ['with the second half of a character', '\uDE00 Ada', 'text.unreadable'],
    ['with U+0000', 'Ada\u0000', 'text.unreadable'],
    ['with an escape', 'Ada \u001B[31m', 'text.unreadable'],
    ['with a C1 control', 'Ada\u0090', 'text.unreadable'],
    ['with no character at all', 'Ada\uFFFF', 'text.unreadable'],
    ['too long', 'a'.repeat(41), 'text.too_long'],
  ])('%s is refused', ([, typed, problem]) => {
    expect(problemOf(name, typed)).toBe(problem)
  })

  test('is counted without what nobody sees', () => {
    expect(name.parse(`${'\u200B'.repeat(100)}${'a'.repeat(40)}   `)).toHaveLength(40)
    expect(problemOf(line({ min: 2, max: 40 }), 'a\u200B ')).toBe('text.too_short')
  })
})

describe('what someone says', () => {
  test.for<[what: string, typed: string, kept: string]>([
    ['keeps its lines', ' Un\r\ndeux\n\n\ttrois\rquatre\u2028cinq ', 'Un\ndeux\n\n\ttrois\nquatre\ncinq'],
    ['keeps its spaces', 'Vraiment\u202F?  Oui', 'Vraiment\u202F?  Oui'],
    ['keeps marks of direction, which two scripts need', 'C++\u200F שלום', 'C++\u200F שלום'],
    ['turns nothing round', 'voir \u202Egpj.exe', 'voir gpj.exe'],
    ['keeps emoji whole', '👍🏾 👩\u200D💻', '👍🏾 👩\u200D💻'],
  ])('%s', ([, typed, kept]) => {
    expect(message.parse(typed)).toBe(kept)
  })

  test.for(['\n\n', '\u200B\n\u200F', '\u200F'])('is not %j', (typed) => {
    expect(problemOf(message, typed)).toBe('text.invisible')
  })

  test.for(['\uD800', 'Bip\u0007'])('does not hold what is in %j', (typed) => {
    expect(problemOf(message, typed)).toBe('text.unreadable')
  })
})

test('two names are the same whatever their capitals, accents written apart, or width', () => {
  const written = ['Scolarité', 'SCOLARITÉ', 'scolarite\u0301', 'Ｓcolarité', 'Scolar\u200Dité']

  expect(new Set(written.map(sameName)).size).toBe(1)
  expect(sameName('Scolarite')).not.toBe(sameName('Scolarité'))
})
