import { postSilent } from '@amphi/contract/post'
import { IconAt } from '@tabler/icons-react'
import type { ReplyOf } from '#ground/request.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Card } from '#ui/Card.tsx'
import { Pill, type Tone } from '#ui/Marks.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Rows } from '#ui/Rows.tsx'
import css from './invitations.module.css'

type Recipient = ReplyOf<'readInvitation'>['recipients'][number]

/** What one looks at first: who was not reached, then who may yet be. */
const standings = ['skipped', 'refused', 'waiting', 'kept', 'reached'] as const
type Standing = (typeof standings)[number]

const tones: Record<Standing, Tone> = {
  skipped: 'hand',
  refused: 'error',
  waiting: 'info',
  kept: 'hand',
  reached: 'open',
}

const standingOf = ({ skipped, email, mailbox }: Recipient): Standing => {
  if (skipped) return 'skipped'
  // It stands in their messages, whatever becomes of the e-mail.
  if (mailbox) return 'reached'
  if (email === 'waiting' || email === 'kept' || email === 'refused') return email
  return email === 'sent' || email === 'forgotten' ? 'reached' : 'refused'
}

function Row({ it, standing }: { it: Recipient; standing: Standing }) {
  const say = useWords('invitations')
  const name = it.person?.name ?? it.address ?? say('gone')
  const how = [
    it.mailbox ? say('how.mailbox') : '',
    it.skipped ? say(`skipped.${it.skipped}`) : it.email === 'none' ? '' : say(`email.${it.email}`),
  ].filter(Boolean)
  return (
    <li>
      {it.person ? (
        <Avatar of={it.person} size={34} />
      ) : (
        <span className={css.at} aria-hidden="true">
          <IconAt size={19} stroke={1.8} />
        </span>
      )}
      <div className="grow">
        <b dir="auto">{name}</b>
        <p className="small muted">{how.join(' · ')}</p>
        {it.problem ? (
          <p className="small muted">
            {it.problem === postSilent ? say('server_silent') : say('server_said', { problem: it.problem })}
          </p>
        ) : null}
      </div>
      <Pill tone={tones[standing]} dot>
        {say(`standing.${standing}`)}
      </Pill>
    </li>
  )
}

/** Who an invitation reached, and who it did not: those first. */
export function Reached({ recipients }: { recipients: readonly Recipient[] }) {
  const say = useWords('invitations')
  const by = Map.groupBy(recipients, standingOf)
  const count = (standing: Standing) => by.get(standing)?.length ?? 0
  // Without a mail server that one sentence says it of all.
  const missed = count('kept') > 0 ? 0 : count('refused')
  return (
    <div className={css.form}>
      <div role="status" className={css.part}>
        {count('skipped') > 0 ? <Notice tone="hand">{say('left_aside', { count: count('skipped') })}</Notice> : null}
        {missed > 0 ? <Notice tone="hand">{say('missed', { count: missed })}</Notice> : null}
        {count('waiting') > 0 ? <Notice tone="info">{say('waiting', { count: count('waiting') })}</Notice> : null}
        {count('kept') > 0 ? <Notice tone="hand">{say('kept')}</Notice> : null}
      </div>
      <Card title={say('recipients', { count: recipients.length })}>
        <Rows>
          {standings.flatMap((standing) =>
            (by.get(standing) ?? []).map((it, at) => <Row key={`${standing} ${at}`} it={it} standing={standing} />),
          )}
        </Rows>
      </Card>
    </div>
  )
}
