import type { Template, TemplateLine } from '@amphi/contract/resources'

/** A text as the editor has it: ProseMirror’s own tree, of what it is let hold. */
export interface RichNode {
  type?: string
  text?: string
  attrs?: Record<string, unknown>
  marks?: { type: string; attrs?: Record<string, unknown> }[]
  content?: RichNode[]
}

type Run = TemplateLine['runs'][number]

const longestRun = 2000

const markOf = (kind: 'bold' | 'italic') => ({ type: kind })

const nodeOf = ({ text, bold, italic, href }: Run): RichNode => {
  const marks = [
    ...(bold ? [markOf('bold')] : []),
    ...(italic ? [markOf('italic')] : []),
    ...(href === undefined ? [] : [{ type: 'link', attrs: { href } }]),
  ]
  return { type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }
}

const paragraphOf = ({ runs }: TemplateLine): RichNode =>
  runs.length > 0 ? { type: 'paragraph', content: runs.map(nodeOf) } : { type: 'paragraph' }

/** For the editor: lines of a list that follow one another are one list. */
export const richOf = (template: Template): RichNode => {
  const content: RichNode[] = []
  for (const line of template) {
    const last = content.at(-1)
    if (line.kind === 'paragraph') content.push(paragraphOf(line))
    else {
      const item = { type: 'listItem', content: [paragraphOf(line)] }
      if (last?.type === 'bulletList') last.content?.push(item)
      else content.push({ type: 'bulletList', content: [item] })
    }
  }
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

const isWeb = (href: unknown): href is string => typeof href === 'string' && /^https?:\/\//i.test(href)

const runOf = ({ text = '', marks = [] }: RichNode): Run => {
  const href = marks.find(({ type }) => type === 'link')?.attrs?.['href']
  return {
    text,
    ...(marks.some(({ type }) => type === 'bold') ? { bold: true as const } : {}),
    ...(marks.some(({ type }) => type === 'italic') ? { italic: true as const } : {}),
    ...(isWeb(href) ? { href } : {}),
  }
}

const looks = ({ bold, italic, href }: Run) => JSON.stringify([bold, italic, href])

/** Letters that look alike are one run, as long as a run may be. */
const joined = (runs: readonly Run[]): Run[] => {
  const all: Run[] = []
  for (const run of runs) {
    const last = all.at(-1)
    if (last && looks(last) === looks(run) && last.text.length + run.text.length <= longestRun)
      all[all.length - 1] = { ...last, text: last.text + run.text }
    else all.push(run)
  }
  return all
}

/** A break within a paragraph begins another line. */
const linesIn = (kind: TemplateLine['kind'], { content = [] }: RichNode): TemplateLine[] => {
  const lines: Run[][] = [[]]
  for (const node of content) {
    if (node.type === 'hardBreak') lines.push([])
    else if (node.text) lines.at(-1)?.push(runOf(node))
  }
  return lines.map((runs) => ({ kind, runs: joined(runs) }))
}

const linesOf = (node: RichNode, isItem: boolean): TemplateLine[] => {
  if (node.type === 'paragraph') return linesIn(isItem ? 'item' : 'paragraph', node)
  return (node.content ?? []).flatMap((it) => linesOf(it, isItem || it.type === 'listItem'))
}

const isBlank = ({ runs }: TemplateLine) => runs.every(({ text }) => text.trim() === '')

/** What the editor has, as lines; without the empty ones at its end, where typing leaves them. */
export const templateOf = (doc: RichNode): Template => {
  const lines = linesOf(doc, false)
  const last = lines.findLastIndex((line) => !isBlank(line))
  return lines.slice(0, last + 1)
}

/** As many lines, and as many runs in one, as are kept. */
export const isTooLong = (template: Template) => template.length > 60 || template.some(({ runs }) => runs.length > 40)
