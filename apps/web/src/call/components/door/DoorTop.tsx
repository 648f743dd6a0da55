import { useWelcome } from '#ground/welcome.ts'
import { classes } from '#ui/classes.ts'
import { Logo } from '#ui/Logo.tsx'
import { Preferences } from '#ui/Preferences.tsx'
import { SkipLink } from '#ui/SkipLink.tsx'
import css from './door.module.css'

/** The head of every page before and after the call: the product, the institution, and what a guest may choose. */
export function DoorTop({ board = false }: { board?: boolean }) {
  const { tenant, me } = useWelcome()
  return (
    <>
      <SkipLink />
      <header className={css.top}>
        <span className={css.logo}>
          {board ? <Logo ink="var(--a-board-ink)" tone="var(--a-speaking)" /> : <Logo />}
        </span>
        <span className="grow" />
        {tenant.name === 'Amphi' ? null : (
          <span className={classes(css.tenant, board ? css.tenantBoard : 'muted')}>{tenant.name}</span>
        )}
        {me ? null : <Preferences board={board} />}
      </header>
    </>
  )
}
