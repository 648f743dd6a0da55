import type { ReactNode } from 'react'
import css from './EmptyState.module.css'

/** Nothing here, or nothing any more: what would be, and the first step. */
export function EmptyState({
  title,
  text,
  icon,
  tone,
  figure,
  children,
  heading: Heading = 'h2',
}: {
  title: ReactNode
  text?: ReactNode
  icon?: ReactNode
  tone?: 'rec' | 'hand' | 'plain'
  figure?: ReactNode
  /** The ways on. */
  children?: ReactNode
  heading?: 'h1' | 'h2'
}) {
  return (
    <div className={css.empty}>
      {figure}
      {icon ? (
        <span className={css.round} data-tone={tone ?? 'plain'}>
          {icon}
        </span>
      ) : null}
      <Heading>{title}</Heading>
      {text ? <p>{text}</p> : null}
      {children ? <div className={css.ways}>{children}</div> : null}
    </div>
  )
}
