/** What a call says. The first of several of one name counts, as it does in a servlet. */
export type Parameters = ReadonlyMap<string, string>

const decoded = (bytes: string) => {
  const plain = bytes
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  return Buffer.from(plain, 'latin1').toString('utf8')
}

/** Of a query or a form, each letter a byte. What cannot be decoded is taken by its letters. */
export const readParameters = (text: string): Map<string, string> => {
  const read = new Map<string, string>()
  for (const part of text.split('&')) {
    if (part === '') continue
    const at = part.indexOf('=')
    const name = decoded(at < 0 ? part : part.slice(0, at))
    if (!read.has(name)) read.set(name, at < 0 ? '' : decoded(part.slice(at + 1)))
  }
  return read
}

/** What no keyboard writes, and no eye sees. */
// oxlint-disable-next-line no-control-regex
export const controls = /[\u0000-\u001F\u007F]/g

/** Anything but “true” is not. Python says it with a capital. */
export const isTrue = (text: string | undefined) => text?.trim().toLowerCase() === 'true'

/** `a,b,,c,` */
export const listOf = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((it) => it.trim())
    .filter(Boolean)

/** A whole number, or nothing. */
export const numberOf = (text: string | undefined) => {
  const number = /^\s*[+-]?\d{1,15}\s*$/.test(text ?? '') ? Number(text) : undefined
  return number
}

/** Those that begin so, by the rest of their names: `meta_`, `userdata-`. */
export const beginningWith = (parameters: Parameters, prefix: string) =>
  [...parameters].flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
  )
