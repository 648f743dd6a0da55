import { Fragment, type ReactNode } from 'react'

type Parts = Record<string, (words: string) => ReactNode>

const mark = /<(\w+)>(.*?)<\/\1>/g
const bold: Parts = { b: (words) => <b>{words}</b> }

/** A sentence with `<b>marks</b>` in it, each drawn by the part of that name; nothing else is ever made of it. */
export function Rich({ words, parts = bold }: { words: string; parts?: Parts }) {
  const drawn: ReactNode[] = []
  let from = 0
  for (const found of words.matchAll(mark)) {
    const [whole, name = '', inside = ''] = found
    const part = parts[name] ?? bold[name]
    drawn.push(words.slice(from, found.index), part ? part(inside) : whole)
    from = found.index + whole.length
  }
  drawn.push(words.slice(from))
  return drawn.map((piece, index) => <Fragment key={index}>{piece}</Fragment>)
}
