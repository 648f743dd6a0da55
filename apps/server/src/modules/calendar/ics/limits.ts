/** How much one calendar object may hold, counted before it is understood. */
export interface IcsLimits {
  bytes: number
  /** As they stand in the text, before they are put together. */
  lines: number
  properties: number
  components: number
  depth: number
  /** Dates of RDATE and EXDATE together. */
  dates: number
  /** The standard wants one (RFC 5545 §3.8.5.3). */
  rules: number
  /** Days and times that have to be looked at for a rule in a year. */
  steps: number
  /** That a rule may give in its first year, and that its COUNT may say. */
  instances: number
}

/** What a busy calendar never comes near, and a server bears at once. */
export const icsLimits: IcsLimits = {
  bytes: 1024 * 1024,
  lines: 10_000,
  properties: 10_000,
  components: 2_000,
  depth: 8,
  dates: 5_000,
  rules: 5,
  steps: 100_000,
  instances: 10_000,
}
