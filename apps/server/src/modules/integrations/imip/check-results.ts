/** What a mail server found out about who wrote a letter, and by what. */
interface Result {
  method: string
  result: string
  /** `header.d`, `smtp.mailfrom`, … in small letters. */
  said: Record<string, string>
}

/** Without comments, which may stand anywhere and hold anything, also each other (RFC 5322, 3.2.2). */
const withoutComments = (text: string) => {
  let depth = 0
  let isQuoted = false
  let kept = ''
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at)
    if (letter === '\\') {
      if (depth === 0) kept += text.slice(at, at + 2)
      at += 1
      continue
    }
    if (letter === '"' && depth === 0) isQuoted = !isQuoted
    if (letter === '(' && !isQuoted) depth += 1
    if (depth === 0) kept += letter
    if (letter === ')' && !isQuoted && depth > 0) depth -= 1
  }
  return kept
}

const unquoted = (text: string) => text.replace(/^"(.*)"$/s, '$1').toLowerCase()

const resultIn = (text: string): Result | undefined => {
  const [first = '', ...rest] = text.trim().split(/\s+/)
  const [method, result] = first.split('=')
  if (method === undefined || result === undefined) return undefined
  const said = rest.flatMap((it) => {
    const [name, ...value] = it.split('=')
    return name === undefined || value.length === 0 ? [] : [[name.toLowerCase(), unquoted(value.join('='))]]
  })
  return {
    method: method.replace(/\/.*$/, '').toLowerCase(),
    result: result.toLowerCase(),
    said: Object.fromEntries(said) as Record<string, string>,
  }
}

/**
 * What the server of that name wrote (RFC 8601). Only its topmost header counts: it writes above what was there, so that
 * one further down may be the sender’s own. Undefined where it wrote none.
 */
const resultsOf = (server: string, headers: readonly { key: string; value: string }[]): Result[] | undefined => {
  for (const { key, value } of headers) {
    if (key !== 'authentication-results') continue
    const [id = '', ...results] = withoutComments(value).split(';')
    if (unquoted(id.trim().split(/\s+/)[0] ?? '') !== server) continue
    return results.flatMap((it) => resultIn(it) ?? [])
  }
  return undefined
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)

/** Of a signature, whose domain may also be the one above (RFC 7489, 3.1.1). */
const speaksFor = (domain: string | undefined, author: string) =>
  domain !== undefined && domain.includes('.') && (author === domain || author.endsWith(`.${domain}`))

/** Whether a mail server of ours knows that the author is who they say; undefined where it says nothing of it. */
export const checkedBy = (
  server: string,
  author: string,
  headers: readonly { key: string; value: string }[],
): boolean | undefined => {
  const results = resultsOf(server, headers)
  if (!results) return undefined
  const domain = domainOf(author)
  const having = (method: string, result: string) =>
    results.filter((it) => it.method === method && it.result === result)
  if (having('dmarc', 'fail').length > 0) return false
  return (
    having('dmarc', 'pass').some(({ said }) => (said['header.from'] ?? domain) === domain) ||
    having('dkim', 'pass').some(({ said }) =>
      speaksFor(said['header.d'] ?? domainOf(said['header.i'] ?? ''), domain),
    ) ||
    having('spf', 'pass').some(({ said }) => domainOf(said['smtp.mailfrom'] ?? '') === domain) ||
    having('auth', 'pass').some(({ said }) => said['smtp.auth'] === author)
  )
}
