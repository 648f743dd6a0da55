import { expect, test } from 'vitest'
import type { SessionId, SessionRecord } from '@amphi/contract/sessions'
import type { Say } from '#ground/words.ts'
import { attendanceRows } from './attendance-rows.ts'

const say: Say<'sessions'> = (key, values) => (values ? `${key} ${Object.values(values).join()}` : key)
const at = (hour: number, minute: number) => new Date(2026, 10, 24, hour, minute)
const run: SessionRecord = {
  id: 's' as SessionId,
  startedAt: at(10, 2).toISOString(),
  endedAt: at(11, 0).toISOString(),
  endReason: 'closed_by_user',
  startedBy: 'Ada',
  endedBy: 'Ada',
  people: 1,
}
const stay = (from: Date, to: Date | null) => ({ joinedAt: from.toISOString(), leftAt: to?.toISOString() ?? null })

test('CH-20 a line tells when the session was, how it ended, and from when to when one person was there', () => {
  const stays = [stay(at(10, 2), at(10, 12)), stay(at(10, 30), at(11, 0))]

  const [head, ...lines] = attendanceRows(
    [
      {
        ...run,
        attendance: [{ name: 'Awa', calledThemselves: null, email: null, role: 'participant', guest: true, stays }],
      },
    ],
    say,
    at(12, 0),
  )

  expect(head).toHaveLength(13)
  expect(lines).toEqual([
    [
      '2026-11-24 10:02',
      'Ada',
      '2026-11-24 11:00',
      'closed_by Ada',
      'Awa',
      '',
      '',
      'role.participant',
      'account.none',
      '2026-11-24 10:02',
      '2026-11-24 11:00',
      '0:40',
      '2026-11-24 10:02 – 2026-11-24 10:12 ; 2026-11-24 10:30 – 2026-11-24 11:00',
    ],
  ])
})

test('CH-20 who is still inside has not left, and counts until now', () => {
  const running = { ...run, endedAt: null, endReason: null, endedBy: null }
  const stays = [stay(at(10, 2), null)]

  const [, line] = attendanceRows(
    [
      {
        ...running,
        attendance: [
          {
            name: 'Ada Lovelace',
            calledThemselves: 'Ada',
            email: 'ada@example.org',
            role: 'moderator',
            guest: false,
            stays,
          },
        ],
      },
    ],
    say,
    at(11, 7),
  )

  expect(line?.slice(2, 4)).toEqual(['', 'running'])
  expect(line?.slice(4)).toEqual([
    'Ada Lovelace',
    'Ada',
    'ada@example.org',
    'role.moderator',
    'account.some',
    '2026-11-24 10:02',
    '',
    '1:05',
    '2026-11-24 10:02 –',
  ])
})

test('CH-S7 a session to which nobody came has a line', () => {
  const [, ...lines] = attendanceRows([{ ...run, people: 0, attendance: [] }], say, at(12, 0))

  expect(lines).toHaveLength(1)
  expect(lines[0]?.slice(0, 5)).toEqual(['2026-11-24 10:02', 'Ada', '2026-11-24 11:00', 'closed_by Ada', ''])
})

test('CH-20 the file tells as many minutes as the page: whole ones, and a stay cut for a moment once', () => {
  const leaves = new Date(2026, 10, 24, 10, 3, 50)
  const stays = [stay(at(10, 2), leaves), stay(new Date(leaves.getTime() + 4_000), new Date(2026, 10, 24, 10, 6, 50))]
  const who = { name: 'Awa', calledThemselves: null, email: null, role: 'participant' as const, guest: true, stays }

  const [, line] = attendanceRows([{ ...run, attendance: [who] }], say, at(12, 0))

  expect(line?.slice(-2)).toEqual(['0:04', '2026-11-24 10:02 – 2026-11-24 10:06'])
})
