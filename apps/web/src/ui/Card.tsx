import { type ReactNode, useId } from 'react'
import css from './Card.module.css'
import { classes } from './classes.ts'

/** A titled part of a page. `flush` leaves the edges to what is inside: a list, a table. */
export function Card({
  title,
  aside,
  flush,
  className,
  children,
}: {
  title?: ReactNode
  aside?: ReactNode
  flush?: boolean
  className?: string | undefined
  children: ReactNode
}) {
  const id = useId()
  return (
    <section
      className={classes(css.card, className)}
      data-flush={flush || undefined}
      aria-labelledby={title ? id : undefined}
    >
      {title ? (
        <header className={css.head}>
          <h2 id={id}>{title}</h2>
          {aside}
        </header>
      ) : null}
      {children}
    </section>
  )
}
