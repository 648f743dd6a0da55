import type { CalendarLevel } from '@amphi/contract/calendars'
import type { Language } from '@amphi/contract/requests'

/** How someone comes to a calendar: it is theirs, or shared with them so far. */
export type Access = 'owner' | CalendarLevel

const strength: Record<Access, number> = { owner: 4, write: 3, read: 2, busy: 1 }

export const strongestOf = <T extends { level: CalendarLevel }>(shares: readonly T[]): T | undefined =>
  shares.toSorted((a, b) => strength[b.level] - strength[a.level])[0]

/** Told apart on white and on black, in this order (screens, 10). */
export const colors = ['#3b5bdb', '#2b8a3e', '#c2255c', '#e8590c', '#6741d9', '#0b7285', '#846358'] as const

export const colorOf = (nth: number): string => colors[nth % colors.length] ?? colors[0]

/** What the calendar is called that everybody has, until they call it otherwise. */
export const firstNames: Record<Language, string> = { fr: 'Mon agenda', en: 'My calendar' }

/** What stands in place of a title that is its owner’s alone. */
export const busyTitles: Record<Language, string> = { fr: 'Occupé', en: 'Busy' }

/** By this begins the name of what a letter brought before the program of its owner did, which then names it anew. */
export const letterName = 'letter-'
