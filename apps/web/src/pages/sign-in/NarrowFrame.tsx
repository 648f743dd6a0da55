import type { ReactNode } from 'react'
import { useTitle } from '#ground/useTitle.ts'
import { PublicFrame } from '../frame/PublicFrame.tsx'
import css from './NarrowFrame.module.css'
import type {} from './words.ts'

/** One form, in the middle of the page. */
export function NarrowFrame({ title, sub, children }: { title: string; sub?: ReactNode; children: ReactNode }) {
  useTitle(title)
  return (
    <PublicFrame signIn={false}>
      <div className={css.card}>
        <h1>{title}</h1>
        {sub ? <p className={css.sub}>{sub}</p> : null}
        {children}
      </div>
    </PublicFrame>
  )
}
