import { curveThrough } from '../curve.ts'
import css from './nodes.module.css'

const [width, height] = [96, 30]

/** How a server's load went over the last hours; the figure beside it says where it is. */
export function Spark({ values }: { values: readonly number[] }) {
  if (values.length < 2) return null
  const { line, area } = curveThrough(values, 1, width, height)
  return (
    <svg className={css.spark} viewBox={`0 -1 ${width} ${height + 2}`} aria-hidden="true">
      <path d={area} className={css.area} />
      <path d={line} className={css.line} />
    </svg>
  )
}
