import { type ResourceLevel, resourceLevels } from '@amphi/contract/resources'
import type { Role } from '@amphi/contract/people'

/** What someone may do with a resource; null: nothing. */
export type Standing = ResourceLevel | null

const reach = (level: Standing) => (level === null ? -1 : resourceLevels.indexOf(level))

export const strongest = (levels: readonly Standing[]): Standing =>
  levels.toSorted((a, b) => reach(b) - reach(a))[0] ?? null

const reaches = (standing: Standing, level: ResourceLevel) => reach(standing) >= reach(level)

export const mayBook = (standing: Standing) => reaches(standing, 'book')
export const maySee = (standing: Standing) => reaches(standing, 'see')

/** Who may book it, and how far. */
export const mayShare = (actor: { role: Role }, standing: Standing) => mayConfigure(actor) || reaches(standing, 'share')

/** What it is called, where it leads, what its texts say, and whether it is at all. */
export const mayConfigure = ({ role }: { role: Role }) => role === 'administrator'
