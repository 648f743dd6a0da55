import { dropTwins } from '../ics/description-twins.ts'
import type { Component, Property } from '../ics/ical.ts'
import { rawValues } from '../ics/date-values.ts'

/** The edge of a block, as HTML says it. */
const edge = '-----8&lt;-----'

const htmlBlock = (label: string, html: string) => `<div>${edge} ${label}</div>${html}<div>${edge}</div>`

/** From the element that holds the upper edge to the end of the one that holds the lower, whatever they are by now. */
const blockIn = (html: string): { from: number; to: number } | undefined => {
  const upper = html.indexOf(edge)
  const lower = upper < 0 ? -1 : html.indexOf(edge, upper + edge.length)
  if (lower < 0) return undefined
  const from = html.lastIndexOf('<', upper)
  const closes = html.indexOf('>', html.indexOf('</', lower))
  return { from: Math.max(from, 0), to: closes < lower ? lower + edge.length : closes + 1 }
}

/** Somebody’s own HTML, without a block of ours. */
export const ownHtml = (html: string): string => {
  const found = blockIn(html)
  return found ? html.slice(0, found.from) + html.slice(found.to) : html
}

/** With our block at its end, once. */
export const withBlock = (html: string, label: string, block: string): string => {
  const own = ownHtml(html)
  const body = own.search(/<\/body\s*>/i)
  const at = body < 0 ? own.length : body
  return own.slice(0, at) + htmlBlock(label, block) + own.slice(at)
}

const data = /^data:text\/html(?:;charset=utf-8)?,/i

const inAddress = (address: string): { head: string; html: string } | undefined => {
  const [head] = data.exec(address) ?? []
  if (head === undefined) return undefined
  try {
    return { head, html: decodeURIComponent(address.slice(head.length)) }
  } catch {
    return undefined
  }
}

const isHtml = (property: Property) => /^text\/html$/i.test(String(property.getFirstParameter('fmttype') ?? ''))

/**
 * Changes a description’s HTML beside the plain one: Thunderbird’s (ALTREP with the text in its address), Outlook’s
 * (X-ALT-DESC) and the standard’s (STYLED-DESCRIPTION, RFC 9073 §6.5). One that cannot be read goes: programs would go on
 * showing what was there before.
 */
export const changeTwins = (component: Component, change: (html: string) => string): void => {
  const description = component.getFirstProperty('description')
  const address = description?.getFirstParameter('altrep')
  if (description && address) {
    const found = inAddress(address)
    if (found) description.setParameter('altrep', found.head + encodeURIComponent(change(found.html)))
    else description.removeParameter('altrep')
  }
  for (const name of ['x-alt-desc', 'styled-description'])
    for (const property of component.getAllProperties(name)) {
      const html = rawValues(property)[0]
      if (!isHtml(property) || typeof html !== 'string') return dropTwins(component)
      property.setValue(change(html))
    }
}
