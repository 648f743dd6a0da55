import { z } from 'zod'
import { failures } from './grammar.ts'

/** What any route may answer before the deed itself is tried. */
export const requestFailures = failures({
  'request.invalid': 400,
  'request.foreign_origin': 403,
  'request.unknown_route': 404,
  'request.too_large': 413,
  'request.unsupported_type': 415,
  'request.too_often': 429,
  'login.required': 401,
  'token.not_for_this': 403,
  'server.unavailable': 503,
  'server.full': 503,
})

/** What a refusal looks like, whichever route utters it. */
export const Refused = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })
export type Refused = z.infer<typeof Refused>

/** A moment, in UTC: `2026-11-24T10:02:00.000Z`. */
export const Moment = z.iso.datetime()
export type Moment = z.infer<typeof Moment>

/** Of a fact: when it came true, for whoever hears it later. Missing from what was said before this was told. */
export const when = { at: Moment.optional() }

/** The tongues of the screens. */
export const languages = ['fr', 'en'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>
