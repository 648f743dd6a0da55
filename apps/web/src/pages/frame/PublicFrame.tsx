import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Logo, Mark } from '../../ui/Logo.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../ui/Preferences.tsx'
import { SkipLink } from '../../ui/SkipLink.tsx'
import css from './PublicFrame.module.css'
import type {} from './words.ts'

function Top({ signIn }: { signIn: boolean }) {
  const say = useWords('frame')
  const { tenant, me } = useWelcome()
  return (
    <header className={css.top}>
      <Link to="/" className={css.brand}>
        <span className={css.wide}>
          <Logo size={30} />
        </span>
        <span className={css.narrow}>
          <Mark size={34} />
        </span>
        {tenant.name === 'Amphi' ? null : <i className={css.rule} />}
        <b data-ours={tenant.name === 'Amphi' || undefined}>{tenant.name}</b>
        <span className="sr">{say('home')}</span>
      </Link>
      <span className="grow" />
      <nav aria-label={say('nav')}>
        <Link to="/help" className={css.quiet}>
          {say('help')}
        </Link>
        <LanguageSwitch />
        <span className={css.desk}>
          <ThemeSwitch />
        </span>
        {me ? (
          <LinkButton to="/">{say('back')}</LinkButton>
        ) : signIn ? (
          <LinkButton to="/sign-in">{say('sign_in')}</LinkButton>
        ) : null}
      </nav>
    </header>
  )
}

function Foot() {
  const say = useWords('frame')
  return (
    <nav className={css.foot} aria-label={say('about')}>
      <Link to="/accessibility">{say('accessibility')}</Link>
      <Link to="/privacy">{say('privacy')}</Link>
      <Link to="/status">{say('status')}</Link>
      <span className="grow" />
      <span className={css.free}>{say('free')}</span>
      <span className={css.phone}>
        <ThemeSwitch />
      </span>
    </nav>
  )
}

/** The frame of every page for which no account is needed. */
export function PublicFrame({
  children,
  base,
  signIn = true,
}: {
  children: ReactNode
  /** Above the links of the footer. */
  base?: ReactNode
  signIn?: boolean
}) {
  return (
    <div className={css.page}>
      <SkipLink />
      <Top signIn={signIn} />
      <main id="main" tabIndex={-1} className={css.main}>
        {children}
      </main>
      <footer className={css.base}>
        {base}
        <Foot />
      </footer>
    </div>
  )
}
