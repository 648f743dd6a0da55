const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word of the search stands somewhere in the text; accents and capitals do not matter. */
export const matches = (text: string, search: string) => {
  const there = plain(text)
  return plain(search)
    .split(/\s+/)
    .every((word) => there.includes(word))
}
