import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { sendInvitation } from '@amphi/contract/invitations'
import { changeMemo, countUnread, listMemos, readMemo, removeMemo, replyToMemo } from '@amphi/contract/memos'
import { changePerson, invitePeople, removePerson } from '@amphi/contract/people'
import { changeMe } from '@amphi/contract/profile'
import { cast, emailOf, type Name } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aRoom } from '@amphi/testkit/story'

const clock = aClock()
const house = await aHouse({ limitScale: 1000, clock })

const inbox = async (who: Name, box: 'inbox' | 'archive' = 'inbox') =>
  (await house.ask(who, listMemos, { query: { box } })).reply.memos

const unread = async (who: Name) => (await house.ask(who, countUnread, {})).reply.unread

/** What Ada wrote to Bob, as it lies in his mailbox. */
const aMemo = async (subject = 'Conseil', more = '', to: string = cast.bob.userId) => {
  clock.pass(1)
  const room = await aRoom(house)
  await house.ask('ada', sendInvitation, {
    params: { roomId: room.id },
    body: { id: randomUUID(), people: [to], subject, text: `http://university.test/${room.code} ${more}` },
  })
  const [memo] = await inbox('bob')
  return { room, id: memo?.id ?? '' }
}

const change = (who: Name, memoId: string, body: { isRead?: boolean; box?: 'inbox' | 'archive' }) =>
  house.ask(who, changeMemo, { params: { memoId }, body })

const reply = (who: Name, memoId: string, text: string, id: string = randomUUID()) =>
  house.ask(who, replyToMemo, { params: { memoId }, body: { id, text } })

describe('a mailbox', () => {
  test('ENT-13 holds what was sent, from whom, for which room, unread until its reader says otherwise', async () => {
    const before = await unread('bob')
    const { room, id } = await aMemo('Conseil d’UFR', 'à 14 h')

    const [memo] = await inbox('bob')
    const { reply: whole } = await house.ask('bob', readMemo, { params: { memoId: id } })

    expect(memo).toMatchObject({
      from: { id: cast.ada.userId, name: cast.ada.name },
      subject: 'Conseil d’UFR',
      isRead: false,
      box: 'inbox',
      room: { id: room.id, code: room.code },
      sentAt: clock.now().toISOString(),
    })
    expect(whole).toMatchObject({
      text: `http://university.test/${room.code} à 14 h`,
      replies: [],
      can: { reply: true },
    })
    expect(await unread('bob')).toBe(before + 1)
    await change('bob', id, { isRead: true })
    expect(await unread('bob')).toBe(before)
    await change('bob', id, { isRead: false })
    expect(await unread('bob')).toBe(before + 1)
  })

  test('archives and takes back, and what is archived waits to be read by nobody', async () => {
    const { id } = await aMemo()
    const before = await unread('bob')

    await change('bob', id, { box: 'archive' })

    expect((await inbox('bob')).map((memo) => memo.id)).not.toContain(id)
    expect((await inbox('bob', 'archive')).map((memo) => memo.id)).toContain(id)
    expect(await unread('bob')).toBe(before - 1)
    await change('bob', id, { box: 'inbox' })
    expect((await inbox('bob')).map((memo) => memo.id)).toContain(id)
  })

  test('loses for good what its owner removes, and nobody else does', async () => {
    const { id } = await aMemo()
    expect((await house.ask('bob', removeMemo, { params: { memoId: id } })).status).toBe(204)
    expect((await house.ask('bob', removeMemo, { params: { memoId: id } })).status).toBe(404)
    expect((await house.ask('bob', readMemo, { params: { memoId: id } })).status).toBe(404)
  })

  test('lists fifty at a time', async () => {
    const { id } = await aMemo()
    await house.db.execute(sql`with written as (
      insert into memos (tenant_id, id, sender_id, subject, sealed_text, sent_at)
      select tenant_id, gen_random_uuid(), sender_id, 'Numéro ' || n, sealed_text, sent_at + (n + 1) * interval '1 second'
      from memos, generate_series(0, 51) n where id = ${id} returning tenant_id, id)
      insert into memo_copies select tenant_id, id, ${cast.bob.userId} from written`)
    clock.pass(60)

    const { reply: first } = await house.ask('bob', listMemos, { query: {} })
    const after = first.memos.at(-1)?.id
    const { reply: second } = await house.ask('bob', listMemos, { query: after ? { after } : {} })

    expect([first.memos.length, first.more]).toEqual([50, true])
    expect(first.memos[0]?.subject).toBe('Numéro 51')
    expect(second.memos.slice(0, 2).map(({ subject }) => subject)).toEqual(['Numéro 1', 'Numéro 0'])
    expect(second.more).toBe(false)
  })

  test('goes on after a message that was thrown away meanwhile, and after one that nobody knows ends', async () => {
    const subjects = ['Un', 'Deux', 'Trois']
    const ids: string[] = []
    for (const subject of subjects) ids.push((await aMemo(subject)).id)
    const last = ids[2] ?? ''
    await house.ask('bob', removeMemo, { params: { memoId: last } })

    const after = async (memoId: string) =>
      (await house.ask('bob', listMemos, { query: { box: 'inbox', after: memoId } })).reply.memos

    expect((await after(last)).slice(0, 2).map(({ subject }) => subject)).toEqual(['Deux', 'Un'])
    expect((await after(ids[1] ?? ''))[0]?.subject).toBe('Un')
    expect(await after(randomUUID())).toEqual([])
  })

  test('is nobody else’s: not the sender’s, not an administrator’s, not another house’s, not a guest’s', async () => {
    const { id } = await aMemo()
    const asked = { params: { memoId: id } }

    for (const who of ['ada', 'malik', 'eve'] as const) {
      const statuses = [
        (await house.ask(who, readMemo, asked)).status,
        (await change(who, id, { isRead: true })).status,
        (await house.ask(who, removeMemo, asked)).status,
        (await reply(who, id, 'Moi aussi')).status,
      ]
      expect([who, statuses]).toEqual([who, [404, 404, 404, 404]])
    }
    expect((await house.aGuest().ask(readMemo, asked)).status).toBe(401)
    expect((await house.aGuest().ask(listMemos, { query: {} })).status).toBe(401)
  })

  test('does not lie open in the database', async () => {
    await aMemo('Conseil', 'mot de passe : orangers')

    const { rows } = await house.db.execute(sql`select * from memos`)

    expect(JSON.stringify(rows)).not.toContain('orangers')
  })

  test('keeps a message for a year', async () => {
    const { id } = await aMemo()
    const after = async (days: number) => {
      clock.pass(days * 24 * 3600)
      await house.sweeps.now('messages')
      clock.pass(-days * 24 * 3600)
      return (await house.ask('bob', readMemo, { params: { memoId: id } })).status
    }

    expect([await after(365), await after(367)]).toEqual([200, 404])
  })
})

describe('an answer', () => {
  test('reaches the sender, and tells them by e-mail where they want it', async () => {
    const { id } = await aMemo('Conseil')

    const { reply: whole } = await reply('bob', id, 'J’y serai.')

    expect(whole.replies).toMatchObject([{ text: 'J’y serai.' }])
    const [answer] = await inbox('ada')
    expect(answer).toMatchObject({ subject: 'Re: Conseil', from: { id: cast.bob.userId }, room: null, isRead: false })
    const letter = () => house.mailbox.find(({ subject }) => subject === 'Re: Conseil')
    await expect.poll(letter).toMatchObject({ to: emailOf('ada') })
    expect(letter()?.text).toContain('J’y serai.')
    expect(letter()?.text).toContain(`http://university.test/messages/${answer?.id}`)
    expect(letter()?.text).not.toContain(emailOf('bob'))

    await house.ask('ada', changeMe, { body: { emailNotices: false } })
    clock.pass(1)
    await reply('bob', id, 'Finalement non.')
    expect((await inbox('ada'))[0]?.start).toBe('Finalement non.')
    await house.ask('ada', changeMe, { body: { emailNotices: true } })
    const { rows } = await house.db.execute(
      sql`select count(*)::int as count from letters where subject = 'Re: Conseil'`,
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  test('is kept once under its id, and takes no other’s place', async () => {
    const { id } = await aMemo()
    const { id: other } = await aMemo()
    const answer = randomUUID()

    const twice = [await reply('bob', id, 'Oui', answer), await reply('bob', id, 'Oui', answer)]
    const elsewhere = await reply('bob', other, 'Non', answer)

    expect(twice.map(({ status }) => status)).toEqual([200, 200])
    expect(twice[1]?.reply.replies).toHaveLength(1)
    expect(elsewhere.status).toBe(404)
  })

  test('that says nothing is refused', async () => {
    const { id } = await aMemo()

    for (const text of ['', '   ', '\u202E\u200B', 'x'.repeat(10_001)]) {
      expect((await reply('bob', id, text)).status).toBe(400)
    }
  })

  test('goes to nobody where the sender is disabled or gone, whose name is gone as well', async () => {
    const { reply: invited } = await house.ask('malik', invitePeople, {
      body: { people: [{ email: 'grace@university.test', name: 'Grace' }] },
    })
    const graceId = invited.invited[0]?.id ?? ''
    const grace = await house.asAnew('bob', graceId)
    await aMemo()
    const room = await aRoom(house)
    await house.db.execute(sql`update rooms set owner_id = ${graceId} where id = ${room.id}`)
    await grace.ask(sendInvitation, {
      params: { roomId: room.id },
      body: {
        id: randomUUID(),
        people: [cast.bob.userId],
        subject: 'De Grace',
        text: `http://university.test/${room.code}`,
      },
    })
    const memoId = (await inbox('bob')).find(({ subject }) => subject === 'De Grace')?.id ?? ''
    await reply('bob', memoId, 'Avec plaisir')
    const read = async () => (await house.ask('bob', readMemo, { params: { memoId } })).reply

    await house.ask('malik', changePerson, { params: { userId: graceId }, body: { disabled: true } })
    expect(await read()).toMatchObject({ from: { name: 'Grace' }, can: { reply: false } })
    expect((await reply('bob', memoId, 'Allô')).refusal.code).toBe('memo.nobody_to_answer')

    await house.ask('malik', removePerson, { params: { userId: graceId }, query: { heir: cast.malik.userId } })
    expect(await read()).toMatchObject({ from: null, subject: 'De Grace', can: { reply: false } })
    const copies = sql`select count(*)::int as count from memo_copies where user_id = ${graceId}`
    await expect.poll(async () => (await house.db.execute(copies)).rows).toEqual([{ count: 0 }])
  })
})

describe('a page that shows the mailbox', () => {
  test('hears at once of what comes in and of what is read elsewhere; no other page does', async () => {
    const [bob, malik] = [await aPage(house.app, house.as('bob')), await aPage(house.app, house.as('malik'))]
    await bob.join('mailbox')
    await malik.join('mailbox')

    const { id } = await aMemo()
    await change('bob', id, { isRead: true })

    expect(await bob.hearsFact('memo.sent')).toMatchObject({ ids: { memoId: id } })
    expect(await bob.hearsFact('memo.changed')).toMatchObject({ ids: { memoId: id, userId: cast.bob.userId } })
    await aMemo('Pour Malik', '', cast.malik.userId)
    const [own] = (await house.ask('malik', listMemos, { query: {} })).reply.memos
    expect(await malik.hearsFact('memo.sent')).toMatchObject({ ids: { memoId: own?.id } })
  })
})
