import type { Attendance, SessionRecord } from '@amphi/contract/sessions'
import type { Say } from '#ground/words.ts'
import { endOf } from './end-of.ts'
import { stayed } from './stayed.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** `2026-11-24 10:02`, by the reader’s clock: every spreadsheet takes it for a moment, in every language. */
const written = (moment: string | null | undefined) => {
  if (!moment) return ''
  const at = new Date(moment)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** `1:05`: hours and minutes. */
const long = (milliseconds: number) => {
  const minutes = Math.round(milliseconds / 60_000)
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}`
}

const columns = [
  'opened_at',
  'opened_by',
  'ended_at',
  'end',
  'name',
  'called',
  'role',
  'account',
  'came',
  'left',
  'stayed',
] as const

type Run = SessionRecord & { attendance: readonly Attendance[] }

/** One line a person and session, under a line of names: what a school keeps of who was there. */
export const attendanceRows = (runs: readonly Run[], say: Say<'sessions'>, now: Date): string[][] => [
  columns.map((column) => say(`sheet.${column}`)),
  ...runs.flatMap((run) =>
    run.attendance.map(({ name, calledThemselves, role, guest, stays }) => [
      written(run.startedAt),
      run.startedBy,
      written(run.endedAt),
      endOf(run, say),
      name,
      calledThemselves ?? '',
      say(`role.${role}`),
      say(guest ? 'account.none' : 'account.some'),
      written(stays[0]?.joinedAt),
      written(stays.at(-1)?.leftAt),
      long(stayed(stays, now)),
    ]),
  ),
]
