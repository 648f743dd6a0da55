import { IconChevronLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { CreateAppPassword, type MadeAppPassword } from '#features/app-passwords'
import { FeedList } from '#features/feeds'
import { useTitle } from '#ground/useTitle.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { CopyLine } from '../../ui/CopyLine.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import css from './ConnectCalendarPage.module.css'
import { type Program, programOf, programs } from './programs.ts'
import { Steps } from './Steps.tsx'
import type {} from './words.ts'

/** How the calendar of a computer or a phone shows what is planned here, and changes it. */
export function ConnectCalendarPage() {
  const say = useWords('connect-calendar')
  const { me } = useWelcome()
  const [program, setProgram] = useState<Program>(() => programOf(navigator))
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<MadeAppPassword>()
  const address = `${location.origin}/dav/`
  useTitle(say('title'))
  if (!me) return null
  return (
    <>
      <header className={css.head}>
        <nav aria-label={say('crumb')} className={css.crumb}>
          <IconChevronLeft size={16} />
          <Link to="/account" activeOptions={{ exact: true }}>
            {say('account')}
          </Link>
        </nav>
        <h1>{say('title')}</h1>
        <p className="muted">{say('sub')}</p>
      </header>
      <div className={css.body}>
        <Card title={say('needed')}>
          <div className={css.needed}>
            <CopyLine label={say('address')} value={address} shown={address} />
            <CopyLine label={say('login')} value={me.email} />
            {made ? <CopyLine label={say('password')} value={made.secret} note={made.name} /> : null}
            <p className="small muted">{say(made ? 'once' : 'own_password')}</p>
            <Button variant={made ? 'light' : 'filled'} onClick={() => setMaking(true)}>
              {say(made ? 'make_another' : 'make')}
            </Button>
          </div>
        </Card>
        <Card title={say('steps')}>
          <Segmented
            label={say('program')}
            value={program}
            onChange={setProgram}
            options={programs.map((it) => ({ value: it, label: say(`${it}.name`) }))}
          />
          <Steps program={program} known={{ address, host: location.host, login: me.email, secret: made?.secret }} />
        </Card>
        <Card title={say('feeds')} className={css.wide}>
          <p className={`muted ${css.sub}`}>{say('feeds.sub')}</p>
          <FeedList />
        </Card>
      </div>
      {making ? (
        <CreateAppPassword proposed={say(`${program}.device`)} onMade={setMade} onClose={() => setMaking(false)} />
      ) : null}
    </>
  )
}
