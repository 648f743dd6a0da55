import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** For `order by`: as people sort names, whatever their capitals and accents, and numbers by what they count. */
export const byName = (name: SQLWrapper): SQL => sql`${name} collate by_name`
