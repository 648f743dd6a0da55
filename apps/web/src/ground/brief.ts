/** A name within a sentence: what is longer than a line is cut, at a word where there is one. Its own page shows it whole. */
export const brief = (name: string, most = 60) => {
  const letters = Array.from(name)
  if (letters.length <= most) return name
  const start = letters.slice(0, most - 1).join('')
  const words = start.replace(/\s+\S*$/, '')
  return `${(words.length > most / 2 ? words : start).trimEnd()}…`
}
