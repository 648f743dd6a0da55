import { useAsk, useTell } from '#ground/queries.ts'

/** Kept fresh by the channel `agenda`. */
export const useCalendars = () => useAsk('listCalendars')

const touches = ['listCalendars', 'listEvents'] as const
export const useCreateCalendar = () => useTell('createCalendar', { touches })
export const useChangeCalendar = () => useTell('changeCalendar', { touches })
export const useRemoveCalendar = () => useTell('removeCalendar', { touches })

export const useCalendarShares = (calendarId: string) => useAsk('listCalendarShares', { params: { calendarId } })
const ofShares = ['listCalendarShares', 'listCalendars'] as const
export const useShareCalendar = () => useTell('shareCalendar', { touches: ofShares })
export const useWithdrawCalendarShare = () => useTell('withdrawCalendarShare', { touches: ofShares })
