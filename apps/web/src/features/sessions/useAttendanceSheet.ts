import type { Attendance, SessionRecord } from '@amphi/contract/sessions'
import { csv } from '#ground/csv.ts'
import { call, type ReplyOf } from '#ground/request.ts'
import { save } from '#ground/save.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { toast } from '#ui/toasts.ts'
import { attendanceRows } from './attendance-rows.ts'

type Runs = ReplyOf<'readRoomAttendance'>

/** Of all its sessions, however often it was opened: asked for in parts, until there are no more. */
const allRuns = async (roomId: string) => {
  const all: Runs = []
  let told: Runs
  do {
    const before = all.at(-1)?.startedAt
    told = await call('readRoomAttendance', { params: { roomId }, query: before === undefined ? {} : { before } })
    all.push(...told)
  } while (told.length > 0)
  return all
}

/** Attendance as a file for a spreadsheet: of a whole room, or of one session that is at hand. */
export const useAttendanceSheet = (roomName: string) => {
  const say = useWords('sessions')
  const sentence = useSentence()
  const language = useLanguage()
  const write = (runs: readonly (SessionRecord & { attendance: readonly Attendance[] })[]) =>
    save(
      `${say('attendance')} ${roomName}.csv`,
      'text/csv;charset=utf-8',
      csv(attendanceRows(runs, say, new Date()), language),
    )
  return {
    ofRoom: (roomId: string) => allRuns(roomId).then(write, (error: unknown) => toast(sentence(error), 'error')),
    ofSession: (run: SessionRecord, attendance: readonly Attendance[]) => write([{ ...run, attendance }]),
  }
}
