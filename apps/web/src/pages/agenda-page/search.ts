export const views = ['day', 'week', 'month', 'list'] as const
export type View = (typeof views)[number]

/** What the address says of the agenda: what is left out is as the device has it, and today. */
export interface AgendaSearch {
  view?: View
  date?: string
}

const isDay = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

export const searchOf = ({ view, date }: Record<string, unknown>): AgendaSearch => {
  const known = views.find((it) => it === view)
  return { ...(known ? { view: known } : {}), ...(isDay(date) ? { date } : {}) }
}
