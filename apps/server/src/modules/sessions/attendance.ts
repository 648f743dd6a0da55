import type { Attendance } from '@amphi/contract/sessions'
import type { UserId } from '@amphi/contract/people'
import type { ParticipantRow } from './participants.repository.ts'
import type { StayRow } from './stays.repository.ts'

type Came = Pick<ParticipantRow, 'id' | 'name' | 'role' | 'ledUntil' | 'userId' | 'guestId'>
type Stay = Pick<StayRow, 'participantId' | 'joinedAt' | 'leftAt'>

/** On a shared computer two people may be one guest to us, so it is by their name too. */
const whoIs = ({ userId, guestId, name }: Came) => userId ?? `${guestId} ${name}`

const isWithin = (last: Stay | undefined, joinedAt: Date): last is Stay =>
  last !== undefined && (last.leftAt === null || last.leftAt >= joinedAt)

/** One after the other: times that overlap, in two tabs say, are one time. */
const merged = (stays: readonly Stay[]) => {
  const apart: Stay[] = []
  for (const stay of stays.toSorted((one, other) => one.joinedAt.getTime() - other.joinedAt.getTime())) {
    const last = apart.at(-1)
    if (!isWithin(last, stay.joinedAt)) apart.push({ ...stay })
    else if (last.leftAt && (!stay.leftAt || stay.leftAt > last.leftAt)) last.leftAt = stay.leftAt
  }
  return apart
}

/** What is told of an account. */
export interface Account {
  name: string
  /** Null for those who are not to know it. */
  email: string | null
}

/** By the name of their account; what they called themselves is told beside it, where it is another. */
const namesOf = (seats: readonly Came[], accounts: ReadonlyMap<UserId, Account>) => {
  const { name: said = '', userId } = seats.at(-1) ?? {}
  const { name = said, email = null } = (userId && accounts.get(userId)) || {}
  return { name, calledThemselves: name === said ? null : said, email }
}

/** Who was there, and when: by person, in the order they came first. Who had a seat and never sat on it was not. */
export const attendanceOf = (
  came: readonly Came[],
  stays: readonly Stay[],
  accounts: ReadonlyMap<UserId, Account>,
): Attendance[] => {
  const bySeat = Map.groupBy(stays, ({ participantId }) => participantId)
  const people = Map.groupBy(
    came.filter(({ id }) => bySeat.has(id)),
    whoIs,
  )
  return [...people.values()]
    .map((seats) => ({ seats, times: merged(seats.flatMap(({ id }) => bySeat.get(id) ?? [])) }))
    .toSorted((one, other) => (one.times[0]?.joinedAt.getTime() ?? 0) - (other.times[0]?.joinedAt.getTime() ?? 0))
    .map(({ seats, times }) => ({
      ...namesOf(seats, accounts),
      role: seats.some(({ role, ledUntil }) => role === 'moderator' || ledUntil !== null) ? 'moderator' : 'participant',
      guest: seats.every(({ userId }) => userId === null),
      stays: times.map(({ joinedAt, leftAt }) => ({
        joinedAt: joinedAt.toISOString(),
        leftAt: leftAt?.toISOString() ?? null,
      })),
    }))
}
