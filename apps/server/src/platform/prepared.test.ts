import { sql } from 'drizzle-orm'
import { pgTable, text } from 'drizzle-orm/pg-core'
import { expect, inject, onTestFinished, test } from 'vitest'
import { type Db, openDatabase } from './db.ts'
import { prepared } from './prepared.ts'

const marks = pgTable('prepared_marks', { word: text().primaryKey() })

const add = (db: Db, word: string) =>
  prepared(db, 'test_add_mark', (name) =>
    db
      .insert(marks)
      .values({ word: sql.placeholder('word') })
      .prepare(name),
  ).execute({ word })

const isThere = async (db: Db, word: string) => {
  const found = await prepared(db, 'test_find_mark', (name) =>
    db
      .select()
      .from(marks)
      .where(sql`${marks.word} = ${sql.placeholder('word')}`)
      .prepare(name),
  ).execute({ word })
  return found.length > 0
}

const aDatabase = async () => {
  const { db, close } = openDatabase(inject('cluster').url, () => {})
  await db.execute(sql`create table if not exists prepared_marks (word text primary key)`)
  onTestFinished(async () => {
    await db.execute(sql`drop table if exists prepared_marks`)
    await close()
  })
  return db
}

test('a prepared question is part of the transaction it is asked in, and of no other', async () => {
  const db = await aDatabase()
  await add(db, 'before')

  const within = db.transaction(async (tx) => {
    await add(tx, 'taken back')
    expect(await isThere(tx, 'taken back')).toBe(true)
    expect(await isThere(db, 'taken back')).toBe(false)
    throw new Error('No.')
  })

  await expect(within).rejects.toThrow('No.')
  expect(await isThere(db, 'taken back')).toBe(false)
  expect(await isThere(db, 'before')).toBe(true)
})

test('it is asked of the database it is asked with, whichever wrote it', async () => {
  const [one, other] = [await aDatabase(), await aDatabase()]
  await add(one, 'here')

  const [, found] = await one.transaction((tx) => Promise.all([add(tx, 'held back'), isThere(other, 'held back')]))

  expect(found).toBe(false)
})
