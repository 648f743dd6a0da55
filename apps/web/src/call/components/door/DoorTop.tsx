import { useAsk } from '#ground/queries.ts'
import { Logo } from '#ui/Logo.tsx'
import css from './door.module.css'

/** The head of every page before and after the call: the product, and the institution. */
export function DoorTop({ board }: { board?: boolean }) {
  const { data } = useAsk('welcome')
  return (
    <header className={css.top}>
      {board ? <Logo ink="var(--a-board-ink)" tone="var(--a-speaking)" /> : <Logo />}
      <span className="grow" />
      <span className={board ? css.tenantBoard : 'muted'}>{data?.tenant.name}</span>
    </header>
  )
}
