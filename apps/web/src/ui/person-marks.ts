/** Particles and titles carry no initial: « Jean de La Fontaine » is JL only by its capitals, « awa diop » is AD. */
export const initialsOf = (name: string) => {
  const words = name.split(/[\s]+/).filter((word) => /^\p{L}/u.test(word))
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word))
  const kept = capitals.length > 0 ? capitals : words
  const ends = kept.length > 1 ? [kept[0], kept[kept.length - 1]] : kept
  return ends.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('') || '?'
}

/** One of six tints, always the same for a name. */
export const hueOf = (name: string) => {
  // FNV-1a: names that differ by a letter should not look alike.
  let mixed = 0x811c9dc5
  for (const letter of name.trim().toLocaleLowerCase())
    mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return ((mixed ^ (mixed >>> 15)) >>> 0) % 6
}
