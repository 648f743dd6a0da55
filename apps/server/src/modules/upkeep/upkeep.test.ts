import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { readDoor } from '@amphi/contract/doors'
import { handOverRoom, shareRoom } from '@amphi/contract/grants'
import { readJournal } from '@amphi/contract/journal'
import { listMemos, readMemo, replyToMemo, changeMemo } from '@amphi/contract/memos'
import { changePerson } from '@amphi/contract/people'
import { archiveRoom, createRoom, keepRoom, listRooms, readRoom, restoreRoom } from '@amphi/contract/rooms'
import { closeRoom, openRoom } from '@amphi/contract/sessions'
import { changeTenant, type TenantSettings } from '@amphi/contract/tenants'
import { countUnusedRooms } from '@amphi/contract/upkeep'
import { cast, emailOf, type Name, tenants } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aDatabase } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'

const day = 24 * 3600
const tenantId = tenants.university

/** A Monday, at nine in Paris; the rule is that of the school year. */
const monday = new Date('2027-01-04T08:00:00Z')
const rule = { archiveAfter: 12, removeAfter: 6, archiveNotice: 30 } as const

const inTime = async (
  clock: ReturnType<typeof aClock>,
  needs: Parameters<typeof aHouse>[0] = {},
  settings: Partial<TenantSettings> = rule,
) => {
  const house = await aHouse({ clock, limitScale: 1000, ...needs })
  const as = (name: Name) => house.asAnew(name)
  await (await as('malik')).ask(changeTenant, { body: settings })
  const sweep = () => house.sweeps.now('upkeep')
  /** So many days, looked after on each. */
  const live = async (days: number) => {
    for (let passed = 0; passed < days; passed += 1) {
      clock.pass(day)
      await sweep()
    }
  }
  const aRoom = async (name = 'Atelier', owner: Name = 'ada') =>
    (await (await as(owner)).ask(createRoom, { body: { name } })).reply
  const seen = async (roomId: string, by: Name = 'ada') =>
    (await (await as(by)).ask(readRoom, { params: { roomId } })).reply
  const ours = () => house.mailbox.filter(({ subject }) => /ne sert plus|ne servent plus/.test(subject))
  /** Also marked as sent, before time goes on. */
  const carried = () =>
    expect
      .poll(async () => (await house.db.execute(sql`select 1 from letters where state = 'queued'`)).rows.length)
      .toBe(0)
  const arrived = async (many: number) => {
    await expect.poll(() => ours().length).toBe(many)
    await carried()
  }
  return { house, as, sweep, live, aRoom, seen, ours, arrived, carried }
}

const aHouseInTime = (needs?: Parameters<typeof aHouse>[0], settings?: Partial<TenantSettings>) => {
  const clock = aClock(monday)
  return inTime(clock, needs, settings).then((it) => ({ clock, ...it }))
}

describe('a room that nobody uses', () => {
  test('is announced to each of its people, whatever keeps a letter from one of them', async () => {
    const { house, aRoom, sweep, ours, carried, clock } = await aHouseInTime()
    await aRoom('Conseil d’UFR', 'ada')
    await aRoom('Atelier', 'bob')
    await house.db.execute(sql`create function keep_it() returns trigger language plpgsql as
      $$ begin raise exception 'not to them'; end $$`)
    await house.db.execute(
      sql.raw(`create trigger keep_it before insert on memo_copies for each row
      when (new.user_id = '${cast.ada.userId}') execute function keep_it()`),
    )

    clock.pass(371 * day)
    await expect(sweep()).rejects.toThrow(/memo_copies/)

    await carried()
    expect(ours().map(({ to }) => to)).toEqual([emailOf('bob')])
    await house.db.execute(sql`drop trigger keep_it on memo_copies`)
    await sweep()
    await carried()
    expect(ours().map(({ to }) => to)).toEqual([emailOf('bob'), emailOf('ada')])
  })

  test('is announced, archived, announced once more, and deleted', async () => {
    const { clock, house, aRoom, seen, live, sweep, ours, arrived } = await aHouseInTime()
    const room = await aRoom('Conseil d’UFR')
    await live(10)
    expect(ours()).toEqual([])

    clock.pass(361 * day)
    await sweep()
    await arrived(1)
    const [first] = ours()
    expect(first).toMatchObject({ to: emailOf('ada'), subject: 'university\u00a0: une salle qui ne sert plus' })
    expect(first?.text).toContain('«\u00a0Conseil d’UFR\u00a0»')
    expect(first?.text).toContain(
      'Créée le 4 janvier 2027, elle n’a jamais servi. Elle sera archivée le 9 février 2028.',
    )
    expect(first?.text).toContain(`/rooms/${room.id}?keep=yes`)
    expect((await seen(room.id)).dueAt).toMatch(/^2028-02-09/)

    await live(29)
    expect(await seen(room.id)).toMatchObject({ archivedAt: null, can: { keep: true } })
    await live(2)
    expect(await seen(room.id)).toMatchObject({ archivedAt: expect.any(String) as string, dueAt: null })
    expect(ours()).toHaveLength(1)
    const door = await house.aGuest().ask(readDoor, { params: { code: room.code } })
    expect(door.reply.archived).toEqual({ roomId: null })

    await live(145)
    expect(ours()).toHaveLength(1)
    await live(14)
    await arrived(2)
    expect(ours()[1]?.text).toMatch(/Archivée depuis le 9 février 2028, elle sera supprimée le \d+ août 2028\./)
    await live(28)
    expect((await seen(room.id)).archivedAt).not.toBe(null)

    await live(3)
    const gone = await house.aGuest().ask(readDoor, { params: { code: room.code } })
    expect(gone.refusal.code).toBe('door.not_found')
    const told = async () =>
      (await (await house.asAnew('malik')).ask(readJournal, { query: {} })).reply
        .filter(({ fact }) => fact.startsWith('room.'))
        .map(({ fact, ids }) => [fact, ids['by'], ids['unused'], ids['name']])
    await expect.poll(told).toEqual([
      ['room.removed', null, true, 'Conseil d’UFR'],
      ['room.archived', null, undefined, undefined],
    ])
  })

  test('is counted for a rule before there is one, for administrators; personal rooms are not', async () => {
    const { clock, as, aRoom } = await aHouseInTime({}, { archiveAfter: null, removeAfter: null })
    const [old, away] = [await aRoom('Ancienne'), await aRoom('Rangée')]
    await (await as('ada')).ask(listRooms, {})
    await (await as('ada')).ask(archiveRoom, { params: { roomId: away.id } })
    clock.pass(200 * day)
    await aRoom('Récente')
    clock.pass(200 * day)
    const count = async (query: { archiveAfter?: number; removeAfter?: number }, by: Name = 'malik') =>
      (await as(by)).ask(countUnusedRooms, { query })

    expect((await count({ archiveAfter: 12, removeAfter: 12 })).reply).toEqual({ archive: 1, remove: 1 })
    expect((await count({ archiveAfter: 3 })).reply).toEqual({ archive: 2, remove: 0 })
    expect((await count({ archiveAfter: 24 })).reply).toEqual({ archive: 0, remove: 0 })
    await (await as('ada')).ask(openRoom, { params: { roomId: old.id } })
    expect((await count({ archiveAfter: 12 })).reply).toEqual({ archive: 0, remove: 0 })
    expect((await count({ archiveAfter: 12 }, 'ada')).refusal.code).toBe('tenant.administrator_only')
  })

  test('stays when a session runs in it, also one that is forgotten since', async () => {
    const { clock, as, aRoom, seen, live, sweep, ours } = await aHouseInTime()
    await (await as('malik')).ask(changeTenant, { body: { attendanceKept: 1 } })
    const room = await aRoom()
    clock.pass(300 * day)
    const params = { roomId: room.id }
    await (await as('ada')).ask(openRoom, { params })
    await (await as('ada')).ask(closeRoom, { params })
    clock.pass(200 * day)
    await sweep()
    expect(ours()).toEqual([])

    clock.pass(175 * day)
    await sweep()
    expect((await seen(room.id)).dueAt).not.toBe(null)
    await (await as('ada')).ask(openRoom, { params })
    await (await as('ada')).ask(closeRoom, { params })
    expect((await seen(room.id)).dueAt).toBe(null)
    await live(40)
    expect((await seen(room.id)).archivedAt).toBe(null)
  })

  test('stays for another year when one of its people says that it is needed', async () => {
    const { clock, house, as, aRoom, seen, live, sweep, arrived } = await aHouseInTime()
    const room = await aRoom()
    const params = { roomId: room.id }
    clock.pass(371 * day)
    await sweep()
    await arrived(1)

    const { reply } = await (await as('ada')).ask(keepRoom, { params })
    expect(reply).toMatchObject({ dueAt: null, can: { keep: false } })
    await (await as('ada')).ask(keepRoom, { params })
    await live(60)
    expect(await seen(room.id)).toMatchObject({ archivedAt: null, dueAt: null })
    clock.pass(315 * day)
    await sweep()
    expect((await seen(room.id)).dueAt).not.toBe(null)
    const kept = async () =>
      (await (await as('malik')).ask(readJournal, { query: {} })).reply.filter(({ fact }) => fact === 'room.kept')
    await expect.poll(kept).toHaveLength(1)
    expect(house.mailbox.length).toBeGreaterThan(0)
  })

  test('stays while it is planned to be opened', async () => {
    const { clock, house, aRoom, seen, live, sweep } = await aHouseInTime()
    const [planned, late] = [await aRoom('Jury'), await aRoom('Conseil')]
    const plan = async (id: typeof planned.id, inDays: number) => {
      const startsAt = new Date(clock.now().getTime() + inDays * day * 1000)
      const time = { opensAt: startsAt, startsAt, endsAt: startsAt, openers: 'moderators' as const }
      await house.db.transaction((tx) => house.rooms.openings.plan(tx, { tenantId, id }, 'a jury', [time]))
    }
    await plan(planned.id, 500)
    clock.pass(371 * day)
    await sweep()
    expect((await seen(planned.id)).dueAt).toBe(null)
    expect((await seen(late.id)).dueAt).not.toBe(null)

    await plan(late.id, 100)
    await live(40)

    expect(await seen(late.id)).toMatchObject({ archivedAt: null, dueAt: null })
  })

  test('in the archive it is kept there as well; taken out, it begins anew', async () => {
    const { clock, as, aRoom, seen, live, sweep } = await aHouseInTime()
    const [kept, taken] = [await aRoom('Gardée'), await aRoom('Reprise')]
    for (const { id } of [kept, taken]) await (await as('ada')).ask(archiveRoom, { params: { roomId: id } })
    clock.pass(170 * day)
    await sweep()
    expect((await seen(kept.id)).dueAt).not.toBe(null)

    await (await as('ada')).ask(keepRoom, { params: { roomId: kept.id } })
    await (await as('ada')).ask(restoreRoom, { params: { roomId: taken.id } })
    await live(60)

    expect(await seen(kept.id)).toMatchObject({ archivedAt: expect.any(String) as string, dueAt: null })
    expect(await seen(taken.id)).toMatchObject({ archivedAt: null, dueAt: null })
  })

  test('a personal room is left alone, however long nobody comes', async () => {
    const { clock, as, live, ours } = await aHouseInTime()
    const own = async () => (await (await as('ada')).ask(listRooms, {})).reply.find(({ kind }) => kind === 'personal')
    await own()
    clock.pass(3000 * day)
    await live(40)

    expect(await own()).toMatchObject({ archivedAt: null, dueAt: null })
    expect(ours()).toEqual([])
  })

  test('nothing happens where the institution did not ask for it', async () => {
    const off = { archiveAfter: null, removeAfter: null }
    const { clock, as, aRoom, seen, live, ours } = await aHouseInTime({}, off)
    const [room, archived] = [await aRoom('Atelier'), await aRoom('Ancienne')]
    await (await as('ada')).ask(archiveRoom, { params: { roomId: archived.id } })
    clock.pass(2000 * day)
    await live(40)

    expect(ours()).toEqual([])
    expect(await seen(room.id)).toMatchObject({ archivedAt: null, dueAt: null })
    expect((await seen(archived.id)).dueAt).toBe(null)
  })

  test('what was announced is taken back when the institution changes its rule', async () => {
    const { clock, as, aRoom, seen, live, sweep } = await aHouseInTime()
    const room = await aRoom()
    clock.pass(371 * day)
    await sweep()
    expect((await seen(room.id)).dueAt).not.toBe(null)

    await (await as('malik')).ask(changeTenant, { body: { archiveAfter: 24 } })
    await sweep()

    expect((await seen(room.id)).dueAt).toBe(null)
    await live(40)
    expect((await seen(room.id)).archivedAt).toBe(null)
  })

  test('another house has its own rule', async () => {
    const { clock, aRoom, seen, sweep } = await aHouseInTime()
    const theirs = await aRoom('Ailleurs', 'eve')
    clock.pass(400 * day)
    await sweep()

    expect(await seen(theirs.id, 'eve')).toMatchObject({ archivedAt: null, dueAt: null })
  })
})

describe('its people', () => {
  test('read of all their rooms in one letter a week, and find it in their mailbox, where nobody is answered', async () => {
    const { clock, as, aRoom, live, sweep, ours, arrived } = await aHouseInTime()
    for (const name of ['Chimie', 'Algèbre', 'Botanique']) await aRoom(name)
    clock.pass(8 * day)
    await aRoom('Dessin')
    clock.pass(359 * day)
    await live(7)

    await arrived(1)
    const [letter] = ours()
    expect(letter?.subject).toBe('university\u00a0: 3 salles qui ne servent plus')
    expect([...(letter?.text ?? '').matchAll(/^«\u00a0(.+)\u00a0»$/gm)].map(([, name]) => name)).toEqual([
      'Algèbre',
      'Botanique',
      'Chimie',
    ])
    await live(7)
    await arrived(2)
    expect(ours()[1]?.text).toContain('Dessin')

    const ada = await as('ada')
    const { memos } = (await ada.ask(listMemos, { query: {} })).reply
    expect(memos).toMatchObject([
      { from: null, ofHouse: true, isRead: false },
      { from: null, ofHouse: true, isRead: false },
    ])
    const memoId = memos[1]?.id ?? ''
    expect((await ada.ask(readMemo, { params: { memoId } })).reply).toMatchObject({
      text: expect.stringContaining('Algèbre') as string,
      can: { reply: false },
    })
    const body = { id: '7f0c1d3e-8a52-4c0b-9d1e-2f6a5b4c3d2e', text: 'Merci' }
    expect((await ada.ask(replyToMemo, { params: { memoId }, body })).refusal.code).toBe('memo.nobody_to_answer')
    await sweep()
    expect(ours()).toHaveLength(2)
  })

  test('of very many rooms the letter names the first, and says how many there are', async () => {
    const { clock, aRoom, sweep, ours, arrived } = await aHouseInTime()
    for (let i = 10; i < 40; i += 1) await aRoom(`Salle ${i}`)
    clock.pass(371 * day)
    await sweep()

    await arrived(1)
    expect(ours()[0]?.subject).toBe('university\u00a0: 30 salles qui ne servent plus')
    expect(ours()[0]?.text).toContain('Salle 34')
    expect(ours()[0]?.text).not.toContain('Salle 35')
    expect(ours()[0]?.text).toContain('Et 5 autres\u00a0: http://university.test/rooms')
  })

  test('are its owner and who manages it by name, each in their tongue', async () => {
    const { clock, house, as, aRoom, sweep, ours, arrived } = await aHouseInTime()
    const room = await aRoom()
    const body = { users: [cast.bob.userId], role: 'manager' as const }
    await (await as('ada')).ask(shareRoom, { params: { roomId: room.id }, body })
    await house.db.execute(sql`update users set language = 'en' where email = ${emailOf('bob')}`)
    clock.pass(371 * day)
    await sweep()

    const toBob = () => house.mailbox.find(({ to }) => to === emailOf('bob'))
    await expect.poll(() => toBob()?.subject).toBe('university: a room that is not used')
    expect(toBob()?.text).toContain('“Atelier” (Ada Lovelace)\nMade on January 4, 2027, it has never been used.')
    await arrived(1)
    expect(ours()[0]?.to).toBe(emailOf('ada'))
  })

  test('where its owner cannot sign in any more, who manages it; where nobody does, whoever administers', async () => {
    const { clock, as, aRoom, sweep, ours, arrived } = await aHouseInTime()
    const [managed, lost] = [await aRoom('Gérée'), await aRoom('Perdue')]
    const body = { users: [cast.bob.userId], role: 'manager' as const }
    await (await as('ada')).ask(shareRoom, { params: { roomId: managed.id }, body })
    await (await as('malik')).ask(changePerson, { params: { userId: cast.ada.userId }, body: { disabled: true } })
    clock.pass(371 * day)
    await sweep()

    await arrived(2)
    const read = Object.fromEntries(ours().map(({ to, text }) => [to, text]))
    expect(read[emailOf('bob')]).toContain('«\u00a0Gérée\u00a0» (Ada Lovelace)')
    expect(read[emailOf('malik')]).toContain('«\u00a0Perdue\u00a0» (Ada Lovelace)')
    const params = { roomId: lost.id }
    expect((await (await as('malik')).ask(keepRoom, { params })).reply.dueAt).toBe(null)
  })

  test('whoever is given the room meanwhile is told anew', async () => {
    const { clock, as, aRoom, seen, live, sweep, house } = await aHouseInTime()
    const room = await aRoom()
    clock.pass(371 * day)
    await sweep()
    await (await as('ada')).ask(handOverRoom, { params: { roomId: room.id }, body: { owner: cast.bob.userId } })
    expect((await seen(room.id)).dueAt).toBe(null)

    await live(7)

    await expect.poll(() => house.mailbox.some(({ to }) => to === emailOf('bob'))).toBe(true)
    expect((await seen(room.id, 'bob')).archivedAt).toBe(null)
  })
})

describe('a letter that does not arrive', () => {
  const refusing = { carry: () => Promise.reject(new Error('550 no such mailbox')) }

  test.each([
    ['a mail server refuses it', { post: refusing }],
    ['there is no mail server', { post: 'of the settings' as const }],
  ])(
    'costs no room where %s: administrators are told, and it waits until somebody has heard',
    async (_title, needs) => {
      const { clock, house, as, aRoom, seen, live, sweep } = await aHouseInTime(needs)
      const room = await aRoom()
      clock.pass(371 * day)
      await sweep()
      await live(31)
      const told = (await (await as('malik')).ask(listMemos, { query: {} })).reply.memos
      expect(told).toHaveLength(1)
      await live(80)
      expect((await seen(room.id)).archivedAt).toBe(null)

      await (await as('malik')).ask(changeMemo, { params: { memoId: told[0]?.id ?? '' }, body: { isRead: true } })
      const heard = async () =>
        (await house.db.execute(sql`select 1 from room_notices where reached_at is not null`)).rows.length
      await expect.poll(heard).toBe(1)
      await live(29)
      expect((await seen(room.id)).archivedAt).toBe(null)

      await live(2)
      expect((await seen(room.id)).archivedAt).not.toBe(null)
    },
  )
})

describe('looked after', () => {
  test('by two servers at the same moment, it is told once and done once', async () => {
    const databaseUrl = await aDatabase()
    const clock = aClock(monday)
    const [one, two] = await Promise.all([inTime(clock, { databaseUrl }), inTime(clock, { databaseUrl })])
    const rooms = [await one.aRoom('Algèbre'), await two.aRoom('Botanique')]
    const both = () => Promise.all([one.sweep(), two.sweep()])
    clock.pass(371 * day)
    await both()
    await both()
    const ours = () => [...one.ours(), ...two.ours()]
    await expect.poll(() => ours().flatMap(({ text }) => text.match(/^«.+»$/gm) ?? [])).toHaveLength(2)

    await one.carried()
    for (let passed = 0; passed < 32; passed += 1) {
      clock.pass(day)
      await both()
    }

    for (const { id } of rooms) expect((await two.seen(id)).archivedAt).not.toBe(null)
    const archived = async () =>
      (await (await one.as('malik')).ask(readJournal, { query: {} })).reply.filter(
        ({ fact }) => fact === 'room.archived',
      )
    await expect.poll(archived).toHaveLength(2)
    expect(ours().flatMap(({ text }) => text.match(/^«.+»$/gm) ?? [])).toHaveLength(2)
  })

  test('cut off between what is announced and what is written, it is written the next time, and once', async () => {
    const { clock, house, aRoom, sweep, ours, arrived } = await aHouseInTime()
    for (const name of ['Algèbre', 'Botanique']) await aRoom(name)
    clock.pass(371 * day)
    await house.db.execute(sql`alter table memo_copies add constraint cut_off check (read_at is not null)`)
    await expect(sweep()).rejects.toThrow(/memo_copies/)
    expect(ours()).toEqual([])
    expect((await house.db.execute(sql`select 1 from letters`)).rows).toEqual([])

    await house.db.execute(sql`alter table memo_copies drop constraint cut_off`)
    await sweep()
    await sweep()

    await arrived(1)
    expect(ours()[0]?.text).toMatch(/Algèbre[^]*Botanique/)
  })

  test('a thousand at once are announced in batches, and their people each have one letter', async () => {
    const { clock, house, sweep, ours, arrived } = await aHouseInTime()
    await house.db.execute(sql`insert into rooms (tenant_id, id, name, kind, code, owner_id, settings, created_at)
      select u.tenant_id, gen_random_uuid(), 'Salle ' || n, 'standard', u.email || n, u.id, '{}', ${monday.toISOString()}
      from users u, generate_series(1, 600) n where u.email in (${emailOf('ada')}, ${emailOf('bob')})`)
    clock.pass(371 * day)
    await sweep()

    await arrived(2)
    expect(ours().map(({ subject }) => subject)).toEqual(
      Array(2).fill('university\u00a0: 600 salles qui ne servent plus'),
    )
    const { rows } = await house.db.execute(sql`select count(*)::int as many from rooms where due_at is not null`)
    expect(rows[0]?.['many']).toBe(1200)
  })
})
