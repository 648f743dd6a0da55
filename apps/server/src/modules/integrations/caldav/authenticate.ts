/** Who a client says it speaks for, and by which password (RFC 7617); undefined where it says neither. */
export const basicOf = (authorization: string | undefined): { login: string; secret: string } | undefined => {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const said = Buffer.from(encoded, 'base64').toString('utf8')
  const at = said.indexOf(':')
  return at < 0 ? undefined : { login: said.slice(0, at), secret: said.slice(at + 1) }
}

/** What a client is told that says neither. */
export const challenge = 'Basic realm="Amphi", charset="UTF-8"'
