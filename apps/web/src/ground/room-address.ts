import type { LinkKind } from '@amphi/contract/room-links'

const paths: Record<LinkKind, string> = { moderators: 'm/', direct: 'd/', personal: 'p/' }

/** The address of a link one hands over: the path is for the eye, what stands at its end says all. */
export const linkAddress = (end: string, kind?: LinkKind, origin = location.origin) =>
  `${origin}/${kind ? paths[kind] : ''}${end}`

/** The room's own: the readable one, where one is shown. */
export const roomAddress = ({ code, chosen }: { code: string; chosen: string | null }, origin = location.origin) =>
  linkAddress(chosen ?? code, undefined, origin)
