import { SaxesParser } from 'saxes'

/** What is read of an element: its text where it holds no other, else those it holds, each under its name. */
export type Xml = string | { [name: string]: Xml[] }

/** Not well formed, or more than anyone means. */
export class XmlError extends Error {
  override readonly name = 'XmlError'
}

/** Of a document: how deep it may be, how many elements it may have, and attributes each. */
export interface XmlLimits {
  depth: number
  elements: number
  attributes: number
}

interface Open {
  name: string
  text: string
  inner: Record<string, Xml[]>
  holds: boolean
}

export const usualLimits: XmlLimits = { depth: 20, elements: 100_000, attributes: 50 }

const opened = (name: string): Open => ({ name, text: '', inner: Object.create(null) as Open['inner'], holds: false })

/**
 * A document of someone else’s: without a DTD, and so with no entities but XML’s own five, within limits. Attributes of
 * an element stand among what it holds, as `@name`. Gives the root, under its name.
 */
export const readXml = (text: string, limits: XmlLimits = usualLimits): { [name: string]: Xml[] } => {
  const parser = new SaxesParser({ fragment: false, xmlns: false })
  const root = opened('')
  const path = [root]
  let elements = 0

  const fail = (why: string): never => {
    throw new XmlError(why)
  }
  const put = (into: Open, name: string, what: Xml) => {
    into.holds = true
    const known = into.inner[name]
    if (known) known.push(what)
    else into.inner[name] = [what]
  }

  parser.on('error', (error) => fail(error.message))
  parser.on('doctype', () => fail('a DTD'))
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    const given = Object.entries(attributes)
    if (path.length > limits.depth || elements > limits.elements || given.length > limits.attributes) fail('too much')
    const element = opened(name)
    for (const [attribute, value] of given) put(element, `@${attribute}`, value)
    path.push(element)
  })
  const hear = (heard: string) => {
    const innermost = path.at(-1)
    if (innermost) innermost.text += heard
  }
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('closetag', () => {
    const [closed, around] = [path.pop(), path.at(-1)]
    if (!closed || !around) return fail('no element')
    put(around, closed.name, closed.holds ? withText(closed) : closed.text)
  })
  parser.write(text.replace(/^\uFEFF/, '').trimStart()).close()
  return root.inner
}

/** Text beside elements is space for the eye, but beside attributes it is what the element says. */
const withText = ({ inner, text }: Open) => (text.trim() === '' ? inner : { ...inner, '': [text] })
