import type { ReactNode } from 'react'
import css from './Rows.module.css'

/** A list whose lines are ruled, each with its main thing first and its deeds last. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={css.rows} aria-label={label}>
      {children}
    </ul>
  )
}
