import type { Db } from './db.ts'

const questions = new WeakMap<Db, Map<string, unknown>>()

/**
 * A question asked on every request: written once, and planned once by each connection, instead of every time.
 * Outside of transactions only, since each of those is another `Db`. The name stands for the text: one name, one text.
 */
export const prepared = <Question>(db: Db, name: string, write: (name: string) => Question): Question => {
  const known = questions.get(db) ?? new Map<string, unknown>()
  questions.set(db, known)
  const question = (known.get(name) as Question | undefined) ?? write(name)
  known.set(name, question)
  return question
}
