import { z } from 'zod'

/** Why a text is refused: said in `details.issues` of `request.invalid`, and pages have a sentence for each. */
export const textProblems = ['text.unreadable', 'text.invisible', 'text.too_short', 'text.too_long'] as const
export type TextProblem = (typeof textProblems)[number]

const problem = (code: TextProblem) => code

/**
 * Half a character, a control character, or what Unicode will never use: no keyboard writes them. White space is none
 * of these, whatever its kind.
 */
const unreadable = /[[\p{Cc}--\s]\p{Noncharacter_Code_Point}]/v

/** Embeddings, overrides and isolates: they turn round what stands after them, in our pages too (UAX #9). */
const turning = /[\u202A-\u202E\u2066-\u2069]/gv

/** Marks of direction: of use inside a longer text of two scripts, and nothing but invisible in a name. */
const directionMarks = /[\u061C\u200E\u200F]/gv

/**
 * Joiners (ZWNJ, ZWJ), variation selectors and tags say how the sign before them is drawn: in Persian, in the scripts
 * of India, in emoji. After anything else they are invisible and no more.
 */
const drawsAnew = String.raw`\u200C\u200D\p{Variation_Selector}\u{E0020}-\u{E007F}`
const redrawable = String.raw`[[\p{L}--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]]\p{M}\p{Emoji}${drawsAnew}]`
const adrift = new RegExp(String.raw`(?<!${redrawable})[${drawsAnew}]+`, 'gv')

/** What is never drawn, wherever it stands: zero-width spaces, soft hyphens, fillers. */
const neverDrawn = new RegExp(
  String.raw`[[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]--[${drawsAnew}\u061C\u200E\u200F]]`,
  'gv',
)

/** A letter, a digit or a sign; the empty cell of Braille is one in name only. */
const visible = /[[\p{L}\p{N}\p{P}\p{S}]--[\u2800]]/v

/** One way to write each letter, and nothing that cannot be seen. */
const plain = (text: string) => text.normalize('NFC').replace(turning, '').replace(neverDrawn, '').replace(adrift, '')

const asLine = (text: string) => plain(text).replace(directionMarks, '').replace(/\s+/gv, ' ').trim()

const asParagraphs = (text: string) => plain(text.replace(/\r\n?|[\u0085\u2028\u2029]/gv, '\n')).trim()

const textBy = (clean: (text: string) => string, { min = 1, max }: { min?: number; max: number }) =>
  z
    .string()
    .refine((text) => text.isWellFormed() && !unreadable.test(text), problem('text.unreadable'))
    .transform(clean)
    .pipe(
      z
        .string()
        .refine((text) => visible.test(text), { error: problem('text.invisible'), abort: true })
        .min(min, problem('text.too_short'))
        .max(max, problem('text.too_long')),
    )

/** One line: the name of someone or something. Lengths in UTF-16 units, as a page's field counts them. */
export const line = (length: { min?: number; max: number }) => textBy(asLine, length)

/** As long as it must be: what someone says. Its lines stay lines. */
export const paragraphs = (length: { max: number }) => textBy(asParagraphs, length)

/** What two names have in common that people take for the same: capitals, the many forms of one letter, joiners. */
export const sameName = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gv, '')
    .toLowerCase()
    .normalize('NFKC')
