import { IconBrowser, IconServer2, IconShieldCheck } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import {
  CodeEntry,
  HallPlan,
  KeptMeetings,
  Occupancy,
  Proposed,
  StartMeeting,
  useOccupancy,
  useProposed,
} from '#features/meetings'
import { useFormat } from '#ground/format.ts'
import { useTitle } from '#ground/useTitle.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Rich } from '../../ui/Rich.tsx'
import { PublicFrame } from '../frame/PublicFrame.tsx'
import css from './PublicHome.module.css'
import { usePhone } from '../../ui/usePhone.ts'
import type {} from './words.ts'

function Facts() {
  const say = useWords('public-home')
  const { tenant } = useWelcome()
  const look = { size: 22, stroke: 1.7 }
  return (
    <ul className={css.facts}>
      <li>
        <IconServer2 {...look} />
        <span>
          <Rich words={say('fact.here', { name: tenant.name })} />
        </span>
      </li>
      <li>
        <IconShieldCheck {...look} />
        <span>
          <Rich words={say('fact.records')} />
        </span>
      </li>
      <li>
        <IconBrowser {...look} />
        <span>
          <Rich words={say('fact.browser')} />
        </span>
      </li>
    </ul>
  )
}

function Hall({ phone }: { phone: boolean }) {
  const say = useWords('public-home')
  const { number } = useFormat()
  const { data } = useOccupancy()
  if (!data) return <div className={css.plan} />
  const free = Math.max(0, data.seats - data.people)
  const busy =
    data.people === 0 ? say('nobody') : say('people_in', { people: people(data.people), count: data.meetings })
  function people(count: number) {
    return say('people', { count, shown: number(count) })
  }
  return (
    <div className={css.plan}>
      <HallPlan occupancy={data} phone={phone} />
      {phone ? (
        <div className={css.foot}>
          <Occupancy level={data.level} short />
          <p className="small num">{busy}</p>
        </div>
      ) : (
        <div className={`${css.stage} board`}>
          <b className="num">{say('free', { count: free, shown: number(free) })}</b>
          <p className="num">{busy}</p>
        </div>
      )}
    </div>
  )
}

function Start({ phone }: { phone: boolean }) {
  const say = useWords('public-home')
  const { data } = useOccupancy()
  const { tenant } = useWelcome()
  const proposed = useProposed()
  if (!tenant.instantMeetings)
    return (
      <div className={css.start}>
        <p className={css.accounts}>{say('accounts_only')}</p>
        <LinkButton variant="filled" size="xl" full={phone} to="/sign-in">
          {say('sign_in')}
        </LinkButton>
      </div>
    )
  return (
    <>
      <div className={css.start}>
        <StartMeeting variant="filled" size={phone ? 'xl' : 'xxl'} full={phone} server={proposed.server?.id} />
        {data && !phone ? <Occupancy level={data.level} /> : null}
      </div>
      <Proposed {...proposed} />
    </>
  )
}

/** Starts a meeting in one click, shows how busy the service is, and takes a link one was given. */
export function PublicHome() {
  const say = useWords('public-home')
  const { tenant } = useWelcome()
  const phone = usePhone()
  const navigate = useNavigate()
  useTitle('')
  return (
    <PublicFrame base={<Facts />}>
      <div className={css.hero}>
        <div className={css.text}>
          <h1>
            <Rich words={say('title')} parts={{ l: (words) => <span className={css.line}>{words}</span> }} />
          </h1>
          <p className={css.lead}>{say(tenant.instantMeetings ? (phone ? 'lead.short' : 'lead') : 'lead.accounts')}</p>
          <Start phone={phone} />
          <KeptMeetings />
          <div className={css.join}>
            <CodeEntry onEnter={(path) => void navigate({ to: path })} />
          </div>
          {tenant.instantMeetings ? (
            <p className={css.account}>
              <Rich words={say('account')} parts={{ a: (words) => <Link to="/sign-in">{words}</Link> }} />
            </p>
          ) : null}
        </div>
        <Hall phone={phone} />
      </div>
    </PublicFrame>
  )
}
