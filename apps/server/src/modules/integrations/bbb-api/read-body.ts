import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import { readParameters } from './read-parameters.ts'
import { Refusal } from './refusals.ts'

/** A document that comes with a meeting: by its address, or in the body itself. */
export interface GivenDocument {
  name: string | null
  url: string | null
  /** Base64 as it came. */
  content: string | null
  isCurrent: boolean
  isDownloadable: boolean
}

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

const Flag = z
  .string()
  .optional()
  .transform((text) => text?.toLowerCase() === 'true')

const Document = z
  .union([
    z.string().transform((text) => ({ '#text': text })),
    z.object({
      '#text': z.string().default(''),
      '@url': z.string().optional(),
      '@name': z.string().optional(),
      '@filename': z.string().optional(),
      '@current': Flag,
      '@downloadable': Flag,
    }),
  ])
  .transform((it): GivenDocument => {
    const read = {
      '@url': undefined,
      '@name': undefined,
      '@filename': undefined,
      '@current': false,
      '@downloadable': false,
      ...it,
    }
    const content = read['#text'].replace(/\s/g, '')
    return {
      name: read['@filename'] ?? read['@name'] ?? null,
      url: read['@url'] ?? null,
      content: content === '' ? null : content,
      isCurrent: read['@current'],
      isDownloadable: read['@downloadable'],
    }
  })

const Module = z.union([
  z.string().transform(() => ({ '@name': '', document: [] })),
  z.object({ '@name': z.string().default(''), document: z.array(Document).default([]) }),
])

const Modules = z.object({
  modules: z.union([z.string().transform(() => ({ module: [] })), z.object({ module: z.array(Module).default([]) })]),
})

const deepest = 8
const mostTags = 2000

/** Whether somebody wants it to take long: none of these stands in what a client writes. */
const isBomb = (text: string) => /<!(DOCTYPE|ENTITY)/i.test(text) || text.split('<', mostTags + 1).length > mostTags

/** The parser reads names into objects; nothing comes of one that is not a name of ours. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: true,
  processEntities: true,
  htmlEntities: false,
  maxNestedTags: deepest,
  isArray: (name) => name === 'module' || name === 'document',
})

const parsed = (text: string): unknown => {
  try {
    return parser.parse(text)
  } catch {
    throw new Refusal('malformedXml')
  }
}

/** The documents of a body of `<modules>`; the one to be shown first stands first. */
export const documentsIn = (text: string): GivenDocument[] => {
  if (isBomb(text) || XMLValidator.validate(text) !== true) throw new Refusal('malformedXml')
  const { success, data } = Modules.safeParse(parsed(text))
  if (!success) throw new Refusal('malformedXml')
  const documents = data.modules.module.filter((it) => it['@name'] === 'presentation').flatMap((it) => it.document)
  return documents.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}
