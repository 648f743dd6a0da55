import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { changePicture, removePicture } from '@amphi/contract/profile'
import { createRoom, listRooms } from '@amphi/contract/rooms'
import { aHouse } from '@amphi/testkit/house'

/** A disk of one megabyte, where this user may make one. */
const disk = join(tmpdir(), `amphi-full-${process.pid}`)
mkdirSync(disk, { recursive: true })
const mounted =
  process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0
afterAll(() => {
  if (mounted) spawnSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

describe.runIf(mounted)('while the disk of the files is full', () => {
  const picture = () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
    return sharp({ create: { width: 400, height: 400, channels: 3, background: '#b33', noise } })
      .jpeg()
      .toBuffer()
  }

  const files = () =>
    readdirSync(join(disk, 'files'), { recursive: true, withFileTypes: true }).filter((it) => it.isFile())

  test('an upload is refused in words, leaves nothing half written, and all the rest goes on', async () => {
    const house = await aHouse({ env: { AMPHI_DATA: disk } })
    const before = await house.ask('ada', changePicture, { body: await picture() })
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(600_000))
    for (let size = 300_000; size > 1_000; size = Math.floor(size / 2))
      try {
        writeFileSync(join(disk, `ballast-${size}`), Buffer.alloc(size))
      } catch {
        // Full: a smaller one may still fit.
      }

    const kept = files()
    const refused = await house.ask('bob', changePicture, { body: await picture() })

    expect(before.status).toBe(200)
    expect([refused.status, refused.refusal.code]).toEqual([503, 'server.full'])
    expect(files()).toEqual(kept)
    expect((await house.ask('ada', createRoom, { body: { name: 'Quand même' } })).status).toBe(200)
    expect((await house.ask('ada', removePicture, {})).status).toBe(200)

    for (const name of readdirSync(disk).filter((it) => it.startsWith('ballast'))) rmSync(join(disk, name))
    expect((await house.ask('bob', changePicture, { body: await picture() })).status).toBe(200)
  })
})

test('a fact for which PostgreSQL has no room is refused in words as well, and what it tells of is not kept', async () => {
  const house = await aHouse()
  await house.db.execute(sql`create function full_disk() returns trigger language plpgsql
    as $$ begin raise exception 'no space left' using errcode = '53100'; end $$`)
  await house.db.execute(sql`create trigger full_disk before insert on pgboss.job_common execute function full_disk()`)
  const name = 'Sans place'

  const refused = await house.ask('ada', createRoom, { body: { name } })

  expect([refused.status, refused.refusal.code]).toEqual([503, 'server.full'])
  await house.db.execute(sql`drop trigger full_disk on pgboss.job_common`)
  const { reply: rooms } = await house.ask('ada', listRooms, {})
  expect(rooms.filter((room) => room.name === name)).toEqual([])
})
