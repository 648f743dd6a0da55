import type { LinkKind } from '@amphi/contract/room-links'

const paths: Record<LinkKind, string> = { moderators: 'm/', direct: 'd/', personal: 'p/' }

/** What one hands over: the path is for the eye, the code says all. */
export const addressOf = (code: string, kind?: LinkKind, origin = location.origin) =>
  `${origin}/${kind ? paths[kind] : ''}${code}`
