/** A place in the grid: someone's, or free since they left. */
export type Place = string | null

/**
 * Everyone keeps their place. Who leaves frees theirs and nobody moves up; who comes takes the first free one.
 * Free places at the end fall away, since nobody stands behind them.
 */
export const keepPlaces = (before: readonly Place[], present: readonly string[]): Place[] => {
  const here = new Set(present)
  const places = before.map((id) => (id !== null && here.has(id) ? id : null))
  const placed = new Set(places)
  for (const id of present) {
    if (placed.has(id)) continue
    const free = places.indexOf(null)
    if (free === -1) places.push(id)
    else places[free] = id
  }
  while (places.length > 0 && places.at(-1) === null) places.pop()
  return places
}

/** Closes ranks: only when the whole stage is drawn anew anyway. */
export const closeRanks = (places: readonly Place[]): string[] => places.filter((id) => id !== null)

export interface Page {
  page: number
  pages: number
  places: readonly Place[]
}

export const pageOf = (places: readonly Place[], size: number, wanted: number): Page => {
  const pages = Math.max(1, Math.ceil(places.length / size))
  const page = Math.min(Math.max(0, wanted), pages - 1)
  return { page, pages, places: places.slice(page * size, (page + 1) * size) }
}
