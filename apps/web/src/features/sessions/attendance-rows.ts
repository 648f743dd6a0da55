import type { Attendance, SessionRecord } from '@amphi/contract/sessions'
import type { Say } from '#ground/words.ts'
import { endOf } from './end-of.ts'
import { joined, stayed } from './stayed.ts'

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
  const minutes = Math.floor(milliseconds / 60_000)
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}`
}

const columns = [
  'opened_at',
  'opened_by',
  'ended_at',
  'end',
  'name',
  'called',
  'email',
  'role',
  'account',
  'came',
  'left',
  'stayed',
  'times',
] as const

type Line = Partial<Record<(typeof columns)[number], string>>
type Run = SessionRecord & { attendance: readonly Attendance[] }

const ofPerson = ({ stays: all, ...who }: Attendance, say: Say<'sessions'>, now: Date): Line => {
  const stays = joined(all)
  return {
    name: who.name,
    called: who.calledThemselves ?? '',
    email: who.email ?? '',
    role: say(`role.${who.role}`),
    account: say(who.guest ? 'account.none' : 'account.some'),
    came: written(stays[0]?.joinedAt),
    left: written(stays.at(-1)?.leftAt),
    stayed: long(stayed(stays, now)),
    times: stays.map(({ joinedAt, leftAt }) => `${written(joinedAt)} – ${written(leftAt)}`.trim()).join(' ; '),
  }
}

/**
 * One line a person and session, under a line of names: what a school keeps of who was there. A session to which nobody
 * came has a line all the same.
 */
export const attendanceRows = (runs: readonly Run[], say: Say<'sessions'>, now: Date): string[][] => [
  columns.map((column) => say(`sheet.${column}`)),
  ...runs.flatMap((run) => {
    const ofRun: Line = {
      opened_at: written(run.startedAt),
      opened_by: run.startedBy,
      ended_at: written(run.endedAt),
      end: endOf(run, say),
    }
    const people: Line[] = run.attendance.map((who) => ofPerson(who, say, now))
    return (people.length === 0 ? [{}] : people).map((line) =>
      columns.map((column) => ({ ...ofRun, ...line })[column] ?? ''),
    )
  }),
]
