export interface Space {
  width: number
  height: number
}

export interface Fit {
  columns: number
  rows: number
  width: number
  height: number
}

const gapOf = (space: Space) => (isNarrow(space) ? 8 : 10)

/** What a sheet leaves of a phone: room for who speaks, and oneself in a corner. */
export const isShort = ({ width, height }: Space) => width < 640 && height < 260

/** Oneself in a corner leaves enough of the other. */
export const hasCorner = ({ height }: Space) => height >= 150

export const isNarrow = ({ width, height }: Space) => width < 640 && height > width

/** How many fit on one page and are still faces. */
export const capacityOf = (space: Space): number => {
  if (isNarrow(space)) return space.height < 420 ? 4 : 6
  if (space.width < 900) return space.height < 420 ? 4 : 6
  if (space.width < 1700) return 9
  return space.width < 2400 ? 16 : 25
}

/** Columns and rows that show `count` pictures largest, none of them a ribbon or a column. */
export const fitGrid = (space: Space, count: number): Fit => {
  const gap = gapOf(space)
  const narrow = isNarrow(space)
  const [tallest, widest] = narrow ? [0.56, 1.9] : [4 / 3, 2.3]
  let best: Fit = { columns: 1, rows: 1, width: space.width, height: space.height }
  let largest = 0
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns)
    const cellWidth = (space.width - gap * (columns - 1)) / columns
    const cellHeight = (space.height - gap * (rows - 1)) / rows
    const width = Math.min(cellWidth, cellHeight * widest)
    const height = Math.min(cellHeight, cellWidth / tallest)
    const face = Math.min(width / (narrow ? 0.85 : 1.45), height)
    if (face > largest + 0.5) {
      largest = face
      best = { columns, rows, width: Math.floor(width), height: Math.floor(height) }
    }
  }
  return best
}
