import { readParameters } from './read-parameters.ts'
import { Refusal } from './refusals.ts'

/** What stood in the body of a call. */
export type Body =
  | { kind: 'none' }
  | { kind: 'form'; fields: Map<string, string>; file: Uint8Array | null }
  | { kind: 'xml'; text: string }

const formOf = async (type: string, bytes: Buffer): Promise<Body> => {
  const data = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData().catch(() => {
    throw new Refusal('validationError', 'The form cannot be read')
  })
  const fields = new Map<string, string>()
  let file: Uint8Array | null = null
  for (const [name, value] of data) {
    if (typeof value !== 'string') file ??= new Uint8Array(await value.arrayBuffer())
    else if (!fields.has(name)) fields.set(name, value)
  }
  return { kind: 'form', fields, file }
}

/** By what the body says it is. Where there is none, nothing is asked of what it would be. */
export const readBody = async (type: string | undefined, bytes: Buffer | undefined): Promise<Body> => {
  if (!bytes || bytes.length === 0) return { kind: 'none' }
  const media = (type ?? '').split(';')[0]?.trim().toLowerCase()
  if (media === 'application/x-www-form-urlencoded')
    return { kind: 'form', fields: readParameters(bytes.toString('latin1')), file: null }
  if (media === 'multipart/form-data') return formOf(type ?? '', bytes)
  if (media === 'application/xml' || media === 'text/xml') return { kind: 'xml', text: bytes.toString('utf8') }
  throw new Refusal('unsupportedContentType')
}
