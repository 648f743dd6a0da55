/** As wide as a phone leaves it, and a letter of its words, in pixels. */
const room = 290
const letter = 8

/** On a phone: how many options stand on each line, so that they fit and none is left alone under the others. */
export const segmentedRows = (labels: readonly string[]): number[] => {
  const count = labels.length
  const edges = count > 3 ? 16 : 26
  for (let lines = 1; lines < count; lines += 1) {
    const sizes = Array.from({ length: lines }, (_, line) => Math.floor((count + lines - 1 - line) / lines))
    let from = 0
    const fits = sizes.every((size) => {
      const wide = labels.slice(from, (from += size)).reduce((sum, label) => sum + label.length * letter + edges, 0)
      return wide <= room
    })
    if (fits && sizes.every((size) => size > 1)) return sizes
  }
  return labels.map(() => 1)
}
