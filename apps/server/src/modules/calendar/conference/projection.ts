import { escaped as escapedHtml } from '#modules/resources'
import { type Component, ICAL } from '../ics/ical.ts'
import { textOf } from '../ics/text-of.ts'
import { changeTwins, ownHtml, withBlock } from './html-twins.ts'

/** A conference as it is written into an event. */
export interface Conference {
  url: string
  /** What it is called in the tongue of the block: « Visioconférence ». */
  label: string
  language: string
  /** What those read whose programs show nothing but text: lines that hold the address. */
  lines: readonly string[]
  /** The same for those that show HTML. */
  html: string
}

/** What was written into an event, so that it can be found and taken out again. */
export interface Written {
  url: string
  /** The block of the description, as it was last written; empty where none was. */
  block: string
  wroteLocation: boolean
  wroteUrl: boolean
}

/** Lines above and below the block: visible, for what is hidden some programs take away. */
const edge = (label: string) => `-----8<----- ${label}`
const end = '-----8<-----'

export const blockOf = ({ label, lines }: Pick<Conference, 'label' | 'lines'>) =>
  [edge(label), ...lines, end].join('\n')

/** One of our blocks, whatever stands in it by now: the first upper edge that a lower one follows, and no other between. */
const anyBlock = (text: string): { at: number; long: number } | undefined => {
  let from = -1
  let at = 0
  for (const line of text.split('\n')) {
    const isEdge = line.startsWith(end)
    if (isEdge && line.trim() !== end) from = at
    else if (isEdge && from >= 0) return { at: from, long: at + end.length - from }
    at += line.length + 1
  }
  return undefined
}

const lastOf = (text: string, block: string) => {
  const at = block === '' ? -1 : text.lastIndexOf(block)
  return at < 0 ? undefined : { at, long: block.length }
}

const setOrDrop = (component: Component, name: string, text: string) => {
  if (text === '') component.removeAllProperties(name)
  else component.updatePropertyWithValue(name, text)
}

/** The person’s own text: without the block as it was written, or whatever somebody made of it between its edges. */
const ownText = (text: string, block: string) => {
  const found = lastOf(text, block) ?? anyBlock(text)
  if (!found) return text
  const before = text.slice(0, found.at)
  const after = text.slice(found.at + found.long)
  return (before.endsWith('\n\n') ? before.slice(0, -2) : before) + after
}

const conferencesOf = (component: Component, url: string) =>
  component.getAllProperties('conference').filter((it) => String(it.getFirstValue()) === url)

/** As BlueMind names it: what its address ends with. */
const idOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)

/** Takes out whatever conference some program or somebody wrote in: of ours there is none. */
export const clearConference = (component: Component): void => {
  for (const name of ['conference', 'x-conference', 'x-conference-id']) component.removeAllProperties(name)
}

const dropConferences = (component: Component, url: string) => {
  for (const it of conferencesOf(component, url)) component.removeProperty(it)
}

/** Once, and as it is: what is right already stays where it stands. */
const sayConference = (component: Component, { url, label, language }: Conference) => {
  const said = { feature: ['AUDIO', 'VIDEO'], label, language }
  const made = new ICAL.Property(['conference', said as unknown as Record<string, string>, 'uri', url])
  const [first, ...others] = conferencesOf(component, url)
  for (const it of others) component.removeProperty(it)
  if (first?.getFirstParameter('label') === label && first.getFirstParameter('language') === language) return
  if (first) component.removeProperty(first)
  component.addProperty(made)
}

/**
 * Writes a conference into an event, in every place where some program looks for one (RFC 7986, 5.11, which most do not
 * read), and once in each. A place and an address that somebody chose themselves stay.
 */
export const project = (component: Component, wanted: Conference, before: Written | undefined): Written => {
  const { url } = wanted
  if (before && before.url !== url) dropConferences(component, before.url)
  sayConference(component, wanted)
  if (textOf(component, 'x-conference') !== url) component.updatePropertyWithValue('x-conference', url)
  if (textOf(component, 'x-conference-id') !== idOf(url))
    component.updatePropertyWithValue('x-conference-id', idOf(url))

  const isOurs = (text: string) => text === '' || text === url || text === before?.url
  const wroteUrl = isOurs(textOf(component, 'url'))
  if (wroteUrl && textOf(component, 'url') !== url) {
    component.removeAllProperties('url')
    component.addProperty(new ICAL.Property(['url', {}, 'uri', url]))
  }
  const wroteLocation = isOurs(textOf(component, 'location'))
  if (wroteLocation) component.updatePropertyWithValue('location', url)

  const block = blockOf(wanted)
  const text = textOf(component, 'description')
  if (!text.endsWith(block) || text.indexOf(block) !== text.lastIndexOf(block)) {
    const own = ownText(text, before?.block ?? '')
    component.updatePropertyWithValue('description', own === '' ? block : `${own}\n\n${block}`)
    changeTwins(component, (html) => withBlock(html, escapedHtml(wanted.label), wanted.html))
  }
  return { url, block, wroteLocation, wroteUrl }
}

/** Takes it out again, and nothing else: what somebody wrote is theirs. */
export const withdraw = (component: Component, { url, block, wroteLocation, wroteUrl }: Written) => {
  dropConferences(component, url)
  if (textOf(component, 'x-conference') === url) component.removeAllProperties('x-conference')
  if (textOf(component, 'x-conference-id') === idOf(url)) component.removeAllProperties('x-conference-id')
  if (wroteUrl && textOf(component, 'url') === url) component.removeAllProperties('url')
  if (wroteLocation && textOf(component, 'location') === url) component.removeAllProperties('location')
  const text = textOf(component, 'description')
  const own = ownText(text, block)
  if (own === text) return
  changeTwins(component, ownHtml)
  setOrDrop(component, 'description', own)
}
