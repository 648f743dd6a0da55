import { codePiece } from '@amphi/contract/pages'

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word of the search stands somewhere in the text, or in the code; accents, capitals and dashes do not matter. */
export const matches = (text: string, search: string, code = '') => {
  const there = plain(text)
  const holds = (word: string) => {
    const piece = word.replaceAll('-', '')
    return there.includes(word) || (piece.length >= codePiece && code.replaceAll('-', '').includes(piece))
  }
  return plain(search).split(/\s+/).every(holds)
}
