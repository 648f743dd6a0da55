import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useReminders } from '#features/events'
import { useMailboxLive } from '#features/mailbox'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Mark } from '../../ui/Logo.tsx'
import { SkipLink } from '../../ui/SkipLink.tsx'
import { MeMenu } from './MeMenu.tsx'
import { OpenRooms } from './OpenRooms.tsx'
import { type Place, useAdminPlaces, usePlaces } from './places.tsx'
import css from './Shell.module.css'
import type {} from './words.ts'

function Places({
  places,
  className,
  label,
}: {
  places: readonly Place[]
  className: string | undefined
  label: string
}) {
  const say = useWords('shell')
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // Where they are pushed, the one where one is stands in the middle.
  useEffect(() => {
    const row = nav.current
    const current = row?.querySelector<HTMLElement>('[aria-current]')
    if (row && current) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2
  }, [pathname])
  return (
    <nav ref={nav} aria-label={label} className={className}>
      {places.map(({ to, label: name, short, icon: Icon, exact, count = 0 }) => (
        <Link key={to} to={to} activeOptions={{ exact: exact ?? false }}>
          <span className={css.icon}>
            <Icon size={21} stroke={1.8} />
          </span>
          <span className={css.long}>{name}</span>
          <span className={css.short}>{short ?? name}</span>
          {count > 0 ? (
            <span className={`${css.count} num`}>
              {count > 99 ? '99+' : count}
              <span className="sr">{` ${say('waiting', { count })}`}</span>
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  )
}

function Frame({
  admin,
  places,
  foot,
  children = <Outlet />,
}: {
  admin?: boolean
  places: readonly Place[]
  foot: readonly Place[]
  children?: ReactNode
}) {
  const say = useWords('shell')
  const { tenant, me } = useWelcome()
  const { href } = useLocation()
  useReminders(me !== null)
  // Signed out elsewhere, or the login ran out, while the page stood.
  if (!me) return <Navigate to="/sign-in" search={{ next: href }} replace />
  return (
    <div className={css.shell}>
      <SkipLink />
      <aside className={css.side} aria-label={say('side')}>
        <Link to="/" className={css.tenant}>
          <Mark size={34} />
          <span>
            {admin ? <b>{say('admin')}</b> : null}
            <span className={admin ? 'small muted' : css.name}>{tenant.name}</span>
          </span>
        </Link>
        <Places places={places} className={css.nav} label={say(admin ? 'admin' : 'nav')} />
        {admin ? null : <OpenRooms />}
        <div className={css.foot}>
          <Places places={foot} className={css.nav} label={say('more')} />
          <MeMenu />
        </div>
      </aside>
      <main id="main" tabIndex={-1} className={css.main}>
        {children}
      </main>
      <Places
        places={admin ? places : [...places, ...foot]}
        className={css.tabs}
        label={say(admin ? 'admin' : 'nav')}
      />
    </div>
  )
}

/** The frame of everything one signs in for. */
export function Shell({ children }: { children?: ReactNode }) {
  const { places, foot } = usePlaces()
  const { me } = useWelcome()
  useMailboxLive(me !== null)
  return (
    <Frame places={places} foot={foot}>
      {children}
    </Frame>
  )
}

export function AdminShell() {
  const { places, foot } = useAdminPlaces()
  return <Frame admin places={places} foot={foot} />
}
