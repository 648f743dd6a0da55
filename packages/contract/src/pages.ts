/**
 * Every address at which the web has a page; `$name` stands for one part of it. The web's routes are typed by this list,
 * and the server answers 404 to whatever is not on it.
 */
export const pages = [
  '/',
  '/sign-in',
  '/forgotten',
  '/link/$secret',
  '/answer/$secret',
  '/rooms',
  '/rooms/$roomId',
  '/rooms/$roomId/invite',
  '/rooms/$roomId/invitations/$invitationId',
  '/messages',
  '/messages/$memoId',
  '/rooms/$roomId/sessions/$sessionId',
  '/agenda',
  '/account',
  '/account/calendar',
  '/admin',
  '/admin/institution',
  '/admin/servers',
  '/admin/people',
  '/admin/rooms',
  '/admin/groups',
  '/admin/conferences',
  '/admin/conferences/$resourceId',
  '/admin/platforms',
  '/admin/letters',
  '/admin/journal',
  '/admin/usage',
  '/help',
  '/accessibility',
  '/privacy',
  '/status',
  '/connection-test',
  '/m/$code',
  '/d/$code',
  '/p/$code',
  '/$code',
] as const
export type PagePath = (typeof pages)[number]

/** What says the same to everybody. A search engine may list these, and no room or link. */
const listed: readonly PagePath[] = ['/', '/help', '/accessibility', '/privacy']
export const mayBeListed = (page: PagePath): boolean => listed.includes(page)

/** Letters and digits that cannot be taken for one another. */
export const codeAlphabet = '23456789abcdefghjkmnpqrstuvwxyz'
const code = new RegExp(`^([${codeAlphabet}]{14}|[${codeAlphabet}]{27})$`)

/** Whether a part of an address may be the code of a link: 14 letters and digits, or 27; dashes are for the eye. */
/** So many letters of a code, at least, are looked for in a search: fewer stand by chance in anybody’s. */
export const codePiece = 5

export const looksLikeCode = (part: string): boolean => code.test(part.toLowerCase().replaceAll('-', ''))

/** Whether it may be a name that was chosen for a room: small letters, digits, single dashes, 3 to 40 in all. */
export const looksLikeName = (part: string): boolean =>
  part.length >= 3 && part.length <= 40 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(part) && !looksLikeCode(part)

/** First parts of addresses that are no page's: of programs, or kept for what is to come. */
const ofPrograms = [
  'api',
  'assets',
  'bigbluebutton',
  'dav',
  'feeds',
  'healthz',
  'hooks',
  'jitsi',
  'lives',
  'lti',
  'metrics',
  'readyz',
  'rtc',
]
const toCome = [
  'amphi',
  'calendar',
  'courses',
  'login',
  'logout',
  'public',
  'recordings',
  'resources',
  'settings',
  'static',
  'videos',
  'watch',
]

const partsOf = (path: string) => path.split('/').slice(1)

const stands = (wanted: string, part: string) => {
  if (wanted === '$code') return looksLikeCode(part) || looksLikeName(part.toLowerCase())
  return wanted.startsWith('$') ? part !== '' : wanted === part.toLowerCase()
}

/** The page at an address without its query, if there is one. */
export const pageAt = (path: string): PagePath | undefined => {
  const parts = partsOf(path)
  return pages.find((page) => {
    const wanted = partsOf(page)
    return wanted.length === parts.length && wanted.every((it, at) => stands(it, parts[at] ?? ''))
  })
}

/** Whether no room may be called so: a page stands there, or may one day. */
export const isReserved = (name: string): boolean =>
  [...ofPrograms, ...toCome].includes(name) || pages.some((page) => partsOf(page)[0] === name)
