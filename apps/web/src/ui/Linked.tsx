import { useMemo } from 'react'
import { findLinks } from '#ground/links.ts'

/** What someone wrote, its addresses made links; nothing else is ever made of it. */
export function Linked({ text }: { text: string }) {
  const pieces = useMemo(() => findLinks(text), [text])
  return pieces.map((piece, at) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      <a key={at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {piece.text}
      </a>
    ),
  )
}
