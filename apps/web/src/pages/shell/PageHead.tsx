import type { ReactNode } from 'react'
import { useTitle } from '#ground/useTitle.ts'
import { Mark } from '../../ui/Logo.tsx'
import { MeMenu } from './MeMenu.tsx'
import css from './PageHead.module.css'

/** Title, one sentence of facts, actions at the right. On a phone it is the bar at the top. */
export function PageHead({
  title,
  tab = title,
  sub,
  children,
  phoneActions = true,
}: {
  title: string
  /** What the browser’s tab is called, where that is another. */
  tab?: string
  sub?: ReactNode
  children?: ReactNode
  /** False where a phone has the actions elsewhere, under the thumb. */
  phoneActions?: boolean
}) {
  useTitle(tab)
  return (
    <header className={css.head}>
      <span className={css.mark}>
        <Mark size={28} />
      </span>
      <div className="grow">
        <h1>{title}</h1>
        {sub ? <p className="muted">{sub}</p> : null}
      </div>
      {children ? (
        <div className={css.actions} data-desk={phoneActions ? undefined : true}>
          {children}
        </div>
      ) : null}
      <span className={css.face}>
        <MeMenu face />
      </span>
    </header>
  )
}
