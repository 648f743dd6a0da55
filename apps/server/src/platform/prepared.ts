import type { Db } from './db.ts'

const questions = new Map<string, object>()

/** By what a `Db` asks: the pool, or the one connection of a transaction. Drizzle keeps it to itself. */
const clientOf = (db: Db): unknown => {
  const client: unknown = Reflect.get(Reflect.get(db._, 'session'), 'client')
  if (client === undefined) throw new Error('Drizzle no longer tells by what it asks: see platform/prepared.ts.')
  return client
}

/**
 * A question asked on every request: written once, and planned once by each connection, instead of every time; asked
 * within a transaction, it is part of that. The name stands for the text: one name, one text.
 */
export const prepared = <Question extends object>(
  db: Db,
  name: string,
  write: (name: string) => Question,
): Question => {
  const known = questions.get(name) ?? write(name)
  questions.set(name, known)
  // What was written asks by whichever client wrote it first; nothing else of it knows of any.
  return Object.create(known, { client: { value: clientOf(db) } }) as Question
}
