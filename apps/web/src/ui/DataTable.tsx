import type { ReactNode } from 'react'
import css from './DataTable.module.css'

/** A table on paper; on a phone each line becomes a card, its cells under one another. */
export function DataTable({
  columns,
  label,
  children,
}: {
  columns: readonly ReactNode[]
  label: string
  children: ReactNode
}) {
  return (
    <div className={css.frame}>
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
