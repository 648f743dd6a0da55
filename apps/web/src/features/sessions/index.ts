import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    sessions: typeof fr
  }
}

export { AttendanceSheet } from './components/AttendanceSheet.tsx'
export { AttendanceTable } from './components/AttendanceTable.tsx'
export { SessionHistory } from './components/SessionHistory.tsx'
export { endOf } from './end-of.ts'
export { useAttendanceSheet } from './useAttendanceSheet.ts'
