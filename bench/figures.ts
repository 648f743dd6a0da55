/** One figure of a run. Absolute ones are for scale; ratios within one run are what counts. */
export interface Measured {
  name: string
  value: number
  unit: string
  /** As the project aims: `≥ 0.4`, `≤ 450`. */
  aim?: string
}

export const meets = ({ value, aim }: Measured) => {
  const [sign, bound] = (aim ?? '').split(' ')
  if (!sign || !bound) return undefined
  return sign === '≥' ? value >= Number(bound) : value <= Number(bound)
}

export const rounded = (value: number) => Number(value.toPrecision(3))

const cell = (text: string, width: number) => text.padEnd(width)

/** The same as lines for a terminal. */
export const tableOf = (figures: readonly Measured[]) => {
  const width = Math.max(...figures.map(({ name }) => name.length))
  return figures.map((figure) => {
    const verdict = meets(figure)
    const mark = verdict === undefined ? '' : verdict ? `  (${figure.aim})` : `  (${figure.aim}: MISSED)`
    return `${cell(figure.name, width)}  ${String(rounded(figure.value)).padStart(8)} ${figure.unit}${mark}`
  })
}
