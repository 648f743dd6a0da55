import type { Template, TemplateLine } from '@amphi/contract/resources'

/** What the names of a text stand for. */
export interface Variables {
  resource: string
  organizer: string
  url: string
}

/** A text as it stands in an event: its lines, and the same in HTML. */
export interface Rendered {
  lines: string[]
  html: string
}

/** In French and English, both known in every text. */
const names: Readonly<Record<string, keyof Variables>> = {
  NomRessource: 'resource',
  ResourceName: 'resource',
  Organisateur: 'organizer',
  Organizer: 'organizer',
  URL: 'url',
}

const variable = /\$\{(?<name>[^\{\}]*)\}/gv

const wordOf = ({ runs }: TemplateLine) => runs.map(({ text }) => text).join('')

const namesOf = (text: string) => [...text.matchAll(variable)].map(({ groups }) => groups?.['name']?.trim() ?? '')

/** Those that nothing is written for: unknown ones, and such as are half bold, say, and so no name to us. */
const unknownOf = (line: TemplateLine): string[] => {
  const whole = line.runs.flatMap(({ text }) => namesOf(text))
  return namesOf(wordOf(line)).filter((name) => !Object.hasOwn(names, name) || !whole.includes(name))
}

/** Names that stand for nothing, each once. */
export const unknownIn = (template: Template): string[] => [...new Set(template.flatMap(unknownOf))]

/** In one pass: what a value says is never taken for a name. */
const filled = (text: string, write: (variable: keyof Variables) => string, plain: (text: string) => string) => {
  let filledUp = ''
  let from = 0
  for (const found of text.matchAll(variable)) {
    const name = names[found.groups?.['name']?.trim() ?? '']
    filledUp += plain(text.slice(from, found.index)) + (name ? write(name) : '')
    from = found.index + found[0].length
  }
  return filledUp + plain(text.slice(from))
}

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const link = (url: string, text: string) => `<a href="${escaped(url)}">${text}</a>`

/** A value is one line, whatever somebody is called. */
const flat = (text: string) => text.replace(/\s+/gv, ' ').trim()

const textOf = ({ kind, runs }: TemplateLine, variables: Variables) => {
  const text = runs
    .map(({ text: said, href }) => {
      const words = filled(
        said,
        (name) => flat(variables[name]),
        (it) => it,
      )
      return href === undefined || words.includes(href) ? words : `${words} (${href})`
    })
    .join('')
  return (kind === 'item' ? `- ${text}` : text).trimEnd()
}

const htmlOf = ({ runs }: TemplateLine, variables: Variables) =>
  runs
    .map(({ text, bold, italic, href }) => {
      const written = (name: keyof Variables) => {
        const value = escaped(flat(variables[name]))
        // A link in a link is none.
        return name === 'url' && href === undefined ? link(variables.url, value) : value
      }
      const words = filled(text, written, escaped)
      const led = href === undefined ? words : link(href, words)
      const leaning = italic ? `<em>${led}</em>` : led
      return bold ? `<strong>${leaning}</strong>` : leaning
    })
    .join('')

/** Without the lines that hold a name which stands for nothing. */
export const render = (template: Template, variables: Variables): Rendered => {
  const told = template.filter((line) => unknownOf(line).length === 0)
  let html = ''
  let isList = false
  for (const line of told) {
    const isItem = line.kind === 'item'
    if (isItem !== isList) html += isItem ? '<ul>' : '</ul>'
    isList = isItem
    const words = htmlOf(line, variables)
    html += isItem ? `<li>${words}</li>` : `<p>${words === '' ? '<br>' : words}</p>`
  }
  return { lines: told.map((line) => textOf(line, variables)), html: isList ? `${html}</ul>` : html }
}

/** Whether anything is said in it. */
export const isEmpty = (template: Template) => template.every((line) => wordOf(line).trim() === '')
