import { and, asc, desc, eq, isNotNull, isNull, ne, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import { byName } from '#platform/by-name'
import type { Db } from '#platform/db'
import { favouriteGroups, favouritePeople, groupMembers, groups, users } from './people.table.ts'

/** Who looks, and for what: words without capitals or accents; none for one's favourites. */
interface Looked {
  by: UserId
  words: readonly string[]
  /** What was typed, in case it is an address. */
  address: string
  limit: number
}

/** As `plainWords` has it. */
const plain = (name: SQLWrapper) => sql`lower(regexp_replace(normalize(${name}, NFKD), '[\u0300-\u036f]', '', 'g'))`

const like = (word: string) => word.replace(/[\\%_]/g, String.raw`\$&`)

/** Whether each of the words is somewhere in a name, whatever its capitals and accents. */
export const holdsAll = (name: SQLWrapper, words: readonly string[]) =>
  and(...words.map((word) => sql`${plain(name)} like ${`%${like(word)}%`}`))

/** Whether a word of the name begins with what was typed: before those that only hold it somewhere. */
const begins = (name: SQLWrapper, [first = '']: readonly string[]): SQL<boolean> =>
  sql<boolean>`(' ' || ${plain(name)} like ${`% ${like(first)}%`})`

export const lookupIn = (db: Db) => ({
  people: (tenantId: TenantId, { by, words, address, limit }: Looked) => {
    const favourite = sql<boolean>`${favouritePeople.favouriteId} is not null`
    const start = begins(users.name, words)
    return db
      .select({ id: users.id, name: users.name, pictureId: users.pictureId, favourite, start })
      .from(users)
      .leftJoin(
        favouritePeople,
        and(
          eq(favouritePeople.tenantId, users.tenantId),
          eq(favouritePeople.userId, by),
          eq(favouritePeople.favouriteId, users.id),
        ),
      )
      .where(
        and(
          eq(users.tenantId, tenantId),
          isNull(users.removedAt),
          isNull(users.disabledAt),
          ne(users.id, by),
          words.length > 0
            ? or(holdsAll(users.name, words), eq(users.email, address))
            : isNotNull(favouritePeople.favouriteId),
        ),
      )
      .orderBy(desc(favourite), desc(start), byName(users.name), asc(users.id))
      .limit(limit)
  },

  groups: (tenantId: TenantId, { by, words, limit }: Looked) => {
    const favourite = sql<boolean>`${favouriteGroups.groupId} is not null`
    const start = begins(groups.name, words)
    // Counted as they would be reached.
    const count = sql<number>`(select count(*)::int from ${groupMembers} join ${users}
      on ${users.tenantId} = ${groupMembers.tenantId} and ${users.id} = ${groupMembers.userId}
      where ${groupMembers.tenantId} = ${groups.tenantId} and ${groupMembers.groupId} = ${groups.id}
        and ${users.disabledAt} is null)`
    return db
      .select({ id: groups.id, name: groups.name, count, favourite, start })
      .from(groups)
      .leftJoin(
        favouriteGroups,
        and(
          eq(favouriteGroups.tenantId, groups.tenantId),
          eq(favouriteGroups.userId, by),
          eq(favouriteGroups.groupId, groups.id),
        ),
      )
      .where(
        and(
          eq(groups.tenantId, tenantId),
          words.length > 0 ? holdsAll(groups.name, words) : isNotNull(favouriteGroups.groupId),
        ),
      )
      .orderBy(desc(favourite), desc(start), byName(groups.name), asc(groups.id))
      .limit(limit)
  },
})
