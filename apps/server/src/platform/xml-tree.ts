import { SaxesParser } from 'saxes'
import { usualLimits, XmlError, type XmlLimits } from './xml.ts'

/** An element of a document with namespaces (XML Names 1.0), and what it holds, in order. */
export interface Element {
  /** Of its name: the namespace, empty where there is none, and the rest. */
  space: string
  name: string
  /** Those without a namespace. */
  attributes: Readonly<Record<string, string>>
  children: Element[]
  /** All it says itself, that of its elements left out. */
  text: string
}

/** A document of someone else’s: without a DTD, and so with no entities but XML’s own five, within limits. Gives its root. */
export const readXmlTree = (text: string, limits: XmlLimits = usualLimits): Element => {
  const parser = new SaxesParser({ xmlns: true })
  const root: Element = { space: '', name: '', attributes: {}, children: [], text: '' }
  const path = [root]
  let elements = 0

  const fail = (why: string): never => {
    throw new XmlError(why)
  }
  const hear = (heard: string) => {
    const innermost = path.at(-1)
    if (innermost) innermost.text += heard
  }
  parser.on('error', (error) => fail(error.message))
  parser.on('doctype', () => fail('a DTD'))
  parser.on('opentag', ({ uri, local, attributes }) => {
    elements += 1
    const given = Object.values(attributes)
    if (path.length > limits.depth || elements > limits.elements || given.length > limits.attributes) fail('too much')
    const plain = given.filter((it) => it.uri === '').map((it) => [it.local, it.value] as const)
    const element: Element = { space: uri, name: local, attributes: Object.fromEntries(plain), children: [], text: '' }
    path.at(-1)?.children.push(element)
    path.push(element)
  })
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('closetag', () => path.pop())
  parser.write(text.replace(/^\uFEFF/, '').trimStart()).close()
  return root.children[0] ?? fail('no element')
}
