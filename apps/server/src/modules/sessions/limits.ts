import { type Allowed, type Means, means, type ParticipantRole } from '@amphi/contract/sessions'

type Exceptions = Partial<Allowed>
export type Limits = { [K in Means]?: boolean | undefined }

const each = (of: (it: Means) => boolean): Allowed => ({
  microphone: of('microphone'),
  camera: of('camera'),
  screen: of('screen'),
  chat: of('chat'),
})

export const everything = each(() => true)

/** What someone may do: those who lead, everything; the others what all may, or what they were told themselves. */
export const allowedFor = (role: ParticipantRole, all: Allowed, exceptions: Exceptions): Allowed =>
  each((it) => role === 'moderator' || (exceptions[it] ?? all[it]))

/** Where an engine cannot keep a camera from some, those who do not lead show none. */
export const withoutCamera = (role: ParticipantRole, allowed: Allowed): Allowed =>
  role === 'moderator' ? allowed : { ...allowed, camera: false }

export const changed = (all: Allowed, limits: Limits): Allowed => each((it) => limits[it] ?? all[it])

/** What is forbidden to all was allowed to nobody. Whoever was kept from it before stays so when it is allowed again. */
export const lapsed = (limits: Limits): Means[] => means.filter((it) => limits[it] === false)

/** Told what all are told, someone is no exception. */
export const excepted = (all: Allowed, before: Exceptions, limits: Limits): Exceptions => {
  const now = { ...before }
  for (const it of means) {
    const limit = limits[it]
    if (limit === undefined) continue
    if (limit === all[it]) delete now[it]
    else now[it] = limit
  }
  return now
}
