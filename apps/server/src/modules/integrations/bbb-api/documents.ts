import { readXml, type Xml, XmlError } from '#platform/xml'
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

/** More than any client means. */
const limits = { depth: 8, elements: 2000, attributes: 50 }

const inside = (element: Xml, name: string): Xml[] => (typeof element === 'string' ? [] : (element[name] ?? []))

const textOf = (element: Xml | undefined): string | undefined => {
  if (element === undefined || typeof element === 'string') return element
  return textOf(element['']?.[0])
}

const attribute = (element: Xml, name: string) => textOf(inside(element, `@${name}`)[0])

const isTrue = (text: string | undefined) => text?.toLowerCase() === 'true'

const documentOf = (element: Xml): GivenDocument => {
  const content = (textOf(element) ?? '').replace(/\s/g, '')
  return {
    name: attribute(element, 'filename') ?? attribute(element, 'name') ?? null,
    url: attribute(element, 'url') ?? null,
    content: content === '' ? null : content,
    isCurrent: isTrue(attribute(element, 'current')),
    isDownloadable: isTrue(attribute(element, 'downloadable')),
  }
}

const modulesIn = (text: string) => {
  try {
    return readXml(text, limits)['modules']?.[0]
  } catch (error) {
    if (error instanceof XmlError) return undefined
    throw error
  }
}

/** The documents of a body of `<modules>`; the one to be shown first stands first. Refuses what is none. */
export const documentsIn = (text: string): GivenDocument[] => {
  const modules = modulesIn(text)
  if (modules === undefined) throw new Refusal('malformedXml')
  return inside(modules, 'module')
    .filter((module) => attribute(module, 'name') === 'presentation')
    .flatMap((module) => inside(module, 'document'))
    .map(documentOf)
    .toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}
