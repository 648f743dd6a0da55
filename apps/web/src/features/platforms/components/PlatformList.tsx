import { useState } from 'react'
import type { BbbClient } from '@amphi/contract/bbb-clients'
import { brief } from '#ground/brief.ts'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Button } from '#ui/Button.tsx'
import { Switch } from '#ui/Choice.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toasts.ts'
import { Trouble } from '#ui/Trouble.tsx'
import { useChangePlatform, usePlatforms, useRemovePlatform } from '../queries.ts'
import { AddPlatform } from './AddPlatform.tsx'
import { Calls } from './Calls.tsx'
import { ChangePlatform } from './ChangePlatform.tsx'
import css from './platforms.module.css'
import { RenewSecret } from './RenewSecret.tsx'

function RemovePlatform({ platform, onClose }: { platform: BbbClient; onClose: () => void }) {
  const say = useWords('platforms')
  const remove = useRemovePlatform()
  return (
    <AskFirst
      title={say('remove.title', { name: brief(platform.name) })}
      deed={say('remove')}
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate({ params: { bbbClientId: platform.id } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{say('remove.text', { count: platform.meetings })}</p>
    </AskFirst>
  )
}

type Deed = 'change' | 'calls' | 'renew' | 'remove'

function Platform({ platform, onDeed }: { platform: BbbClient; onDeed: (deed: Deed) => void }) {
  const say = useWords('platforms')
  const sentence = useSentence()
  const { day, timeOfDay } = useFormat()
  const change = useChangePlatform()
  const { id, name, enabled, meetings, mostMeetings, lastCalledAt, secrets, fromSettings, can } = platform
  const former = secrets.find(({ until }) => until !== null)?.until
  return (
    <li>
      <h2>{name}</h2>
      <div className={css.facts}>
        <p>
          {say('meetings', { count: meetings })}
          {mostMeetings === null ? '' : say('of_most', { most: mostMeetings })}
        </p>
        <p className="small muted">
          {lastCalledAt
            ? say('called', { when: `${day(lastCalledAt)} ${timeOfDay(lastCalledAt)}` })
            : say('never_called')}
        </p>
        {former ? (
          <p className="small muted">{say('former', { when: `${day(former)} ${timeOfDay(former)}` })}</p>
        ) : null}
        {fromSettings ? <p className="small muted">{say('from_settings')}</p> : null}
      </div>
      <Switch
        label={say('enabled')}
        checked={enabled}
        disabled={!can.change || change.isPending}
        onChange={(on) =>
          change.mutate(
            { params: { bbbClientId: id }, body: { enabled: on } },
            { onError: (problem) => toast(sentence(problem), 'error') },
          )
        }
      />
      <div className={css.foot}>
        <Button size="s" aria-label={say('calls_named', { name })} onClick={() => onDeed('calls')}>
          {say('calls')}
        </Button>
        {can.change ? (
          <Button size="s" aria-label={say('change_named', { name })} onClick={() => onDeed('change')}>
            {say('change')}
          </Button>
        ) : null}
        {can.renew ? (
          <Button size="s" aria-label={say('renew_named', { name })} onClick={() => onDeed('renew')}>
            {say('renew')}
          </Button>
        ) : null}
        {can.remove ? (
          <Button size="s" variant="subtle" aria-label={say('remove_named', { name })} onClick={() => onDeed('remove')}>
            {say('remove')}
          </Button>
        ) : null}
      </div>
    </li>
  )
}

const deeds = { change: ChangePlatform, calls: Calls, renew: RenewSecret, remove: RemovePlatform }

/** The platforms whose plugins take us for a BigBlueButton. */
export function PlatformList() {
  const say = useWords('platforms')
  const sentence = useSentence()
  const { data, error, refetch } = usePlatforms()
  const [open, setOpen] = useState<{ deed: Deed; platform: BbbClient }>()
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  if (data.clients.length === 0)
    return (
      <EmptyState title={say('none')} text={say('none_text')}>
        <AddPlatform />
      </EmptyState>
    )
  const Opened = open && deeds[open.deed]
  return (
    <>
      <div className={css.ours}>
        <CopyLine label={say('address')} note={say('address_note')} value={data.address} shown={data.address} />
      </div>
      <ul className={css.cards}>
        {data.clients.map((platform) => (
          <Platform key={platform.id} platform={platform} onDeed={(deed) => setOpen({ deed, platform })} />
        ))}
      </ul>
      {open && Opened ? <Opened platform={open.platform} onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}
