import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    calendars: typeof fr
  }
}

export { CalendarDialog, type CalendarDeed } from './components/CalendarDialog.tsx'
export { CalendarList } from './components/CalendarList.tsx'
export { useCalendars } from './queries.ts'
