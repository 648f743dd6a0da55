/** Why a text is refused as a calendar object. */
export const icsProblems = [
  'not_icalendar',
  'no_component',
  'several_uids',
  'several_kinds',
  'several_mains',
  'too_large',
  'too_many',
  'unknown_zone',
  'bad_rule',
  'bad_date',
] as const
export type IcsProblem = (typeof icsProblems)[number]

/** A calendar object that cannot be taken: `kind` says which rule it breaks, the message where. */
export class IcsError extends Error {
  readonly kind: IcsProblem

  constructor(kind: IcsProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'IcsError'
    this.kind = kind
  }
}
