export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string }

// Where an address may begin; what it is exactly is for the browser's own parser to say.
const candidate = /\b(?:https?:\/\/|mailto:|www\.)[^\s<>"“”«»]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu
const trailing = /[.,;:!?…'’]+$/u
const closers: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

const count = (text: string, of: string) => text.split(of).length - 1

/** `(voir https://a.fr/x).` points at `https://a.fr/x`, `https://fr.wikipedia.org/wiki/Amphi_(grec)` at all of itself. */
const trimmed = (found: string): string => {
  let text = found
  for (;;) {
    const without = text.replace(trailing, '')
    const last = without.at(-1) ?? ''
    const opener = closers[last]
    const loose = opener !== undefined && count(without, last) > count(without, opener)
    const next = loose ? without.slice(0, -1) : without
    if (next === text) return text
    text = next
  }
}

const safe = ['http:', 'https:', 'mailto:']

const addressOf = (text: string): string | null => {
  const lower = text.toLowerCase()
  const whole = lower.startsWith('www.')
    ? `https://${text}`
    : /^(https?:|mailto:)/.test(lower)
      ? text
      : `mailto:${text}`
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  // A name or password before the `@` shows one place and leads to another.
  if (!safe.includes(url.protocol) || url.username || url.password) return null
  return url.href
}

/** Cuts a message into plain text and addresses one can follow. Nothing else is ever made of a message. */
export const findLinks = (text: string): Piece[] => {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(candidate)) {
    const found = trimmed(match[0])
    const href = addressOf(found)
    if (href === null || match.index < from) continue
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) })
    pieces.push({ kind: 'link', text: found, href })
    from = match.index + found.length
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) })
  return pieces
}
