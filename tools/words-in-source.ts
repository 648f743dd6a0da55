import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** Where someone reads it. Other attributes are for machines. */
const spoken = new Set(['alt', 'aria-label', 'aria-description', 'label', 'placeholder', 'title', 'summary'])

/** Anything a person would read, in whatever alphabet; not a sign, a number, an entity, or our own name. */
const isWord = (text: string) => /\p{L}{2,}/u.test(text.replace(/&\w+;|\bAmphi\b/g, ''))

/** For a component of ours, `title="help"` may be the name of something. */
const isName = (tag: string, text: string) => /^[A-Z]/.test(tag) && /^[\w.]+$/.test(text) && text === text.toLowerCase()

export interface Source {
  file: string
  /** Every literal text; a template as the pattern of what it may become. */
  says(key: string): boolean
  /** What of it is words in the page itself, rather than in the words of its folder. */
  literals: { line: number; text: string }[]
  /** Texts under a property named for a language: `fr: …`. */
  tongues: { line: number; language: 'fr' | 'en'; text: string }[]
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

export const readSource = (file: string): Source => {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, scriptOf(file))
  const texts = new Set<string>()
  const patterns: RegExp[] = []
  const literals: Source['literals'] = []
  const tongues: Source['tongues'] = []

  const lineOf = (node: ts.Node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1

  const readTemplate = (node: ts.TemplateExpression) => {
    const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
    // Of two parameters alone it could be any key, and would excuse them all.
    if (parts.join('').length > 1) patterns.push(new RegExp(`^${parts.map(escape).join('.+')}$`))
  }

  const readPage = (node: ts.Node) => {
    if (ts.isJsxText(node) && isWord(node.text)) literals.push({ line: lineOf(node), text: node.text.trim() })
    if (!ts.isJsxAttribute(node) || !spoken.has(node.name.getText(tree))) return
    const { initializer } = node
    const tag = node.parent.parent.tagName.getText(tree)
    if (initializer && ts.isStringLiteral(initializer) && isWord(initializer.text) && !isName(tag, initializer.text)) {
      literals.push({ line: lineOf(node), text: `${node.name.getText(tree)}="${initializer.text}"` })
    }
  }

  const visit = (node: ts.Node, language?: 'fr' | 'en') => {
    if (ts.isStringLiteralLike(node)) texts.add(node.text)
    if (ts.isTemplateExpression(node)) readTemplate(node)
    readPage(node)
    const isPart = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)
    if (language && isPart) {
      tongues.push({ line: lineOf(node), language, text: node.getText(tree).slice(1, -1).replaceAll("\\'", "'") })
    }
    const inside = ts.isPropertyAssignment(node) ? languageOf(node.name.getText(tree)) : undefined
    node.forEachChild((child) => visit(child, inside ?? language))
  }
  visit(tree)

  return { file, says: (key) => texts.has(key) || patterns.some((it) => it.test(key)), literals, tongues }
}

const languageOf = (name: string) => (name === 'fr' || name === 'en' ? name : undefined)

const scriptOf = (file: string) => (file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
