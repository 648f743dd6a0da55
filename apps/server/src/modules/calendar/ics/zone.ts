export const dayMs = 86_400_000

/** The midnight before, by the same clock. */
export const downToDay = (wall: number): number => Math.floor(wall / dayMs) * dayMs

/** As long as a zone keeps one difference to UTC; ends may be drawn earlier than the zone does. */
export interface Stretch {
  from: number
  to: number
  /** What its clocks show less UTC, in milliseconds. */
  offset: number
}

/** Rules of clocks. */
export interface Zone {
  readonly name: string
  stretchAt(instant: number): Stretch
}

/** UTC, and what carries no zone. */
export const utc: Zone = {
  name: 'UTC',
  stretchAt: () => ({ from: -Infinity, to: Infinity, offset: 0 }),
}

/**
 * The moment when the clocks of a zone show this. Shown twice, it is the first time; in the hour that is skipped, it is
 * what clocks would show had they not been changed (RFC 5545 §3.3.5).
 */
export const instantOf = (wall: number, zone: Zone): number => {
  // No zone is a day away from UTC, so this is before it, and the end of the stretch says whether a change is near.
  const before = zone.stretchAt(wall - dayMs)
  if (before.to > wall + dayMs) return wall - before.offset
  const first = wall - before.offset
  if (zone.stretchAt(first).offset === before.offset) return first
  const after = zone.stretchAt(wall + dayMs)
  const second = wall - after.offset
  return zone.stretchAt(second).offset === after.offset ? second : first
}

/** What the clocks of a zone show at a moment. */
export const wallOf = (instant: number, zone: Zone): number => instant + zone.stretchAt(instant).offset
