import { textLengths } from '@amphi/contract/limits'
import type { RoomBehaviour, RoomSettings, RoomSettingsChange } from '@amphi/contract/room-settings'
import type { Means } from '@amphi/contract/sessions'

export const means = ['microphone', 'camera', 'screen', 'chat'] as const satisfies readonly Means[]

/** Minutes that are offered. */
export const lengths = [30, 45, 60, 90, 120, 150, 180, 240, 300]

/** What stands in the fields: texts as they are typed, and nothing where the room says nothing. */
export interface SettingsForm {
  welcome: string
  leaveTo: string
  startMuted: boolean
  listed: boolean
  camerasFor: RoomSettings['camerasFor']
  atStart: RoomSettings['atStart']
  mostInside: string
  sessionLength: string
  language: '' | 'fr' | 'en'
  /** `engine NAME`, `node ID`, or nothing where it is chosen by itself. */
  carrier: string
  enginePages: '' | 'tab' | 'inside'
}

export const carrierWord = (carrier: RoomSettings['carrier']) => {
  if (!carrier) return ''
  return carrier.by === 'engine' ? `engine ${carrier.engine}` : `node ${carrier.nodeId}`
}

export const carrierOf = (word: string): RoomSettings['carrier'] => {
  const [by, which = ''] = word.split(' ')
  if (by === 'node') return { by, nodeId: which as Extract<RoomSettings['carrier'], { by: 'node' }>['nodeId'] }
  return by === 'engine' ? { by, engine: which as Extract<RoomSettings['carrier'], { by: 'engine' }>['engine'] } : null
}

export const formOf = (settings: RoomBehaviour): SettingsForm => ({
  welcome: settings.welcome ?? '',
  leaveTo: settings.leaveTo ?? '',
  startMuted: settings.startMuted,
  listed: settings.listed,
  camerasFor: settings.camerasFor,
  atStart: settings.atStart,
  mostInside: settings.mostInside?.toString() ?? '',
  sessionLength: settings.sessionLength?.toString() ?? '',
  language: settings.language ?? '',
  carrier: carrierWord(settings.carrier),
  enginePages: settings.enginePages ?? '',
})

export type Problems = Partial<Record<'welcome' | 'leaveTo' | 'mostInside', true>>

const isWebAddress = (text: string) => {
  if (!/^https?:\/\//i.test(text) || text.length > textLengths.webAddress.max || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

const isFrom1To = (most: number, text: string) => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most

/** What the server would refuse. */
export const problemsOf = (
  form: SettingsForm,
  { mostInside }: Pick<RoomSettings['institution'], 'mostInside'>,
): Problems => {
  const [leaveTo, people] = [form.leaveTo.trim(), form.mostInside.trim()]
  return {
    ...(form.welcome.trim().length > textLengths.welcome.max ? { welcome: true } : {}),
    ...(leaveTo !== '' && !isWebAddress(leaveTo) ? { leaveTo: true } : {}),
    ...(people !== '' && !isFrom1To(mostInside, people) ? { mostInside: true } : {}),
  }
}

const said = (text: string) => (text.trim() === '' ? null : text.trim())
const counted = (text: string) => (text.trim() === '' ? null : Number(text))

/** What the fields say; numbers that are none are a problem, and not sent. */
export const valuesOf = (form: SettingsForm) => ({
  welcome: said(form.welcome),
  leaveTo: said(form.leaveTo),
  startMuted: form.startMuted,
  listed: form.listed,
  camerasFor: form.camerasFor,
  atStart: form.atStart,
  mostInside: counted(form.mostInside),
  sessionLength: counted(form.sessionLength),
  language: form.language === '' ? null : form.language,
  carrier: carrierOf(form.carrier),
  enginePages: form.enginePages === '' ? null : form.enginePages,
})

/** What differs from what is kept. */
export const changesOf = (form: SettingsForm, kept: RoomSettings): RoomSettingsChange => {
  const now = valuesOf(form)
  const names = Object.keys(now) as (keyof typeof now)[]
  const changed = names.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(kept[name]))
  return Object.fromEntries(changed.map((name) => [name, now[name]]))
}
