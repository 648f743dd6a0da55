import type { ReactNode } from 'react'
import type { Tone } from './Marks.tsx'
import css from './Notice.module.css'

/** A sentence that must be seen where it stands. `error` is also read aloud at once. */
export function Notice({
  tone = 'info',
  icon,
  aside,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <div
      className={css.notice}
      data-tone={tone}
      data-aside={aside ? true : undefined}
      role={tone === 'error' ? 'alert' : undefined}
    >
      {icon}
      <div className="grow">{children}</div>
      {aside}
    </div>
  )
}
