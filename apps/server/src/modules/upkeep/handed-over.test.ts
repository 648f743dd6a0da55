import { expect, test } from 'vitest'
import { handOverRoom } from '@amphi/contract/grants'
import { listMemos, readMemo } from '@amphi/contract/memos'
import { createRoom } from '@amphi/contract/rooms'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })

test('whoever is given a room reads so, here and by letter, with the way to it', async () => {
  const { reply: room } = await house.ask('ada', createRoom, { body: { name: 'Atelier de reliure' } })

  await house.ask('ada', handOverRoom, { params: { roomId: room.id }, body: { owner: cast.bob.userId } })

  const theirs = async () =>
    (await house.ask('bob', listMemos, { query: {} })).reply.memos.filter(({ subject }) => subject.includes(room.name))
  await expect.poll(async () => (await theirs()).length).toBe(1)
  const [memo] = await theirs()
  expect(memo).toMatchObject({ from: { name: cast.ada.name }, room: { id: room.id } })
  const { reply: read } = await house.ask('bob', readMemo, { params: { memoId: String(memo?.id) as never } })
  expect(read.text).toContain(`/rooms/${room.id}`)
  await expect
    .poll(() => house.mailbox.filter(({ to, subject }) => to === emailOf('bob') && subject.includes(room.name)).length)
    .toBe(1)
})
