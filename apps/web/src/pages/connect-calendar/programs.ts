export const programs = ['thunderbird', 'iphone', 'mac', 'android', 'outlook', 'gnome'] as const
export type Program = (typeof programs)[number]

interface Guide {
  /** How many steps there are. */
  steps: number
  /** After which of them its form is filled in. */
  form: number
  /** What it takes for the server: the whole address, or the host, from which it finds the rest. */
  server: 'address' | 'host'
  /** Whether its form has the password, rather than asking for it later. */
  password: boolean
}

/** How each is led to the calendars; the words of a step stand under its number. */
export const guides: Record<Program, Guide> = {
  thunderbird: { steps: 5, form: 3, server: 'address', password: false },
  iphone: { steps: 4, form: 3, server: 'host', password: true },
  mac: { steps: 4, form: 3, server: 'host', password: true },
  android: { steps: 5, form: 3, server: 'address', password: true },
  outlook: { steps: 4, form: 3, server: 'address', password: true },
  gnome: { steps: 4, form: 3, server: 'address', password: true },
}

/** The one most at hand on this device, to begin with. */
export const programOf = ({ userAgent, maxTouchPoints }: { userAgent: string; maxTouchPoints: number }): Program => {
  if (/Android/.test(userAgent)) return 'android'
  if (/iPhone|iPad/.test(userAgent)) return 'iphone'
  // An iPad says it is a Mac, which has no screen to touch.
  if (/Macintosh/.test(userAgent)) return maxTouchPoints > 1 ? 'iphone' : 'mac'
  return 'thunderbird'
}
