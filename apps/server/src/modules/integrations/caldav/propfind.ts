import { addressOfRequest, type DavAnswer, type DavRequest, depthOf, treeOf, wantsLittle, xmlType } from './exchange.ts'
import { DavError } from './dav-error.ts'
import { childOf, nameOf } from './names.ts'
import { type Asked, propertiesOf, type Reading } from './properties.ts'
import { addressOf, type Thing, type Things } from './things.ts'
import { opening, response } from './write-xml.ts'
import type { Element } from '#platform/xml-tree'

/** What a `propfind` or a report asks to be told of each thing (RFC 4918, 14.20); all, where it asks for nothing. */
export const askedIn = (root: Element | undefined): Asked => {
  const prop = childOf(root, 'D:prop')
  if (prop) return { kind: 'some', names: prop.children }
  return childOf(root, 'D:propname') ? { kind: 'names' } : { kind: 'all' }
}

export const propfind = async (
  request: DavRequest,
  { things, reading }: { things: Things; reading: Reading },
): Promise<DavAnswer> => {
  const depth = depthOf(request, 'infinity')
  if (depth === 'infinity') throw new DavError(403, 'D:propfind-finite-depth')
  const root = treeOf(request)
  if (root && nameOf(root) !== 'D:propfind') throw new DavError(400)
  const asked = askedIn(root)
  const isMinimal = wantsLittle(request)
  const thing = await things.locate(request.actor, addressOfRequest(request))

  async function* told() {
    const tell = async (it: Thing) => response(addressOf(it), await propertiesOf(it, asked, reading, isMinimal))
    yield opening('D:multistatus')
    yield await tell(thing)
    if (depth === '1') for await (const below of things.within(request.actor, thing)) yield await tell(below)
    yield '</D:multistatus>'
  }
  return { status: 207, headers: xmlType, body: told() }
}
