import { useWelcome } from '#ground/welcome.ts'
import { Logo } from '#ui/Logo.tsx'
import css from './door.module.css'

/** The head of every page before and after the call: the product, and the institution. */
export function DoorTop({ board }: { board?: boolean }) {
  const { tenant } = useWelcome()
  return (
    <header className={css.top}>
      {board ? <Logo ink="var(--a-board-ink)" tone="var(--a-speaking)" /> : <Logo />}
      <span className="grow" />
      <span className={board ? css.tenantBoard : 'muted'}>{tenant.name}</span>
    </header>
  )
}
