import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { createReader } from './seal.ts'

/** What a backup says of itself, before anything else. */
const Manifest = z.object({
  part: z.literal('manifest'),
  version: z.string(),
  madeAt: z.iso.datetime(),
  /** The prints of the migrations its rows have been through. */
  migrations: z.array(z.string()),
})

export type ManifestPart = z.infer<typeof Manifest>

const Part = z.discriminatedUnion('part', [
  Manifest,
  z.object({ part: z.literal('secret') }),
  z.object({ part: z.literal('file'), key: z.string(), size: z.int() }),
  z.object({ part: z.literal('table'), name: z.string(), columns: z.array(z.string()) }),
  z.object({ part: z.literal('jobs') }),
  z.object({ part: z.literal('end') }),
])
export type Part = z.infer<typeof Part>

const word = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A part as bytes: what it is, then its contents in blocks, then an empty block. */
export async function* writePart(
  part: Part,
  contents: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = [],
): AsyncGenerator<Buffer> {
  const head = Buffer.from(JSON.stringify(part))
  yield Buffer.concat([word(head.length), head])
  for await (const block of contents) {
    if (block.length === 0) continue
    yield word(block.length)
    yield Buffer.from(block)
  }
  yield word(0)
}

/** Far more than a head or a block of ours ever has: more than that is nonsense. */
const longest = 64 * 1024 ** 2

/** The parts, one after the other. Contents that are left unread are passed over. */
export async function* readParts(
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ part: Part; contents: AsyncGenerator<Buffer> }> {
  const read = createReader(plain)
  const broken = () => new Refusal('The backup does not hold together: it was made by something else than Amphi.')
  const readBlock = async () => {
    const length = (await read(4))?.readUInt32BE()
    if (length === undefined || length > longest) throw broken()
    if (length === 0) return undefined
    const block = await read(length)
    if (!block) throw broken()
    return block
  }
  async function* contents() {
    for (let block = await readBlock(); block; block = await readBlock()) yield block
  }

  for (;;) {
    const head = await readBlock()
    const { data: part } = Part.safeParse(head && JSON.parse(head.toString()))
    if (!part) throw broken()
    const inside = contents()
    yield { part, contents: inside }
    for await (const _ of inside);
    if (part.part === 'end') return
  }
}
