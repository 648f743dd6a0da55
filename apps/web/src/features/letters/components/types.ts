import type { ReplyOf } from '#ground/request.ts'

export type LetterHead = ReplyOf<'listLetters'>['letters'][number]
