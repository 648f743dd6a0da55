import { type ReactNode, useId } from 'react'
import css from './RoomSettings.module.css'

/** A titled part of the settings; `aside` says when it holds. */
export function Section({
  icon: sign,
  title,
  aside,
  children,
}: {
  icon: ReactNode
  title: string
  aside?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={css.section} aria-labelledby={id}>
      <header>
        {sign}
        <h3 id={id}>{title}</h3>
        {aside ? <span>{aside}</span> : null}
      </header>
      {children}
    </section>
  )
}
