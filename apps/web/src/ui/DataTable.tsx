import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import css from './DataTable.module.css'

/** A table on paper; on a phone each line becomes a card, its cells under one another. */
export function DataTable({
  columns,
  label,
  className,
  children,
}: {
  columns: readonly ReactNode[]
  label: string
  /** For the widths of its columns. */
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <div className={classes(css.frame, className)}>
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
