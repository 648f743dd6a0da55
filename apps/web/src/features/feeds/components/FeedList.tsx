import type { Feed } from '@amphi/contract/feeds'
import { useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useAsk, useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toasts.ts'
import css from './feeds.module.css'

const meetings = 'meetings'

function Revoke({ feed, name, onClose }: { feed: Feed; name: string; onClose: () => void }) {
  const say = useWords('feeds')
  const revoke = useTell('revokeFeed', { touches: ['listFeeds'] })
  const done = () => {
    toast(say('revoked', { name }))
    onClose()
  }
  return (
    <AskFirst
      title={say('revoke.title', { name })}
      deed={say('revoke')}
      busy={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onDo={() => revoke.mutate({ params: { feedId: feed.id } }, { onSuccess: done })}
    >
      <p>{say('revoke.text')}</p>
    </AskFirst>
  )
}

/** Addresses at which a phone or another program reads, and changes nothing. */
export function FeedList() {
  const say = useWords('feeds')
  const sentence = useSentence()
  const { shortDate } = useFormat()
  const feeds = useAsk('listFeeds')
  const calendars = useAsk('listCalendars')
  const create = useTell('createFeed', { touches: ['listFeeds'] })
  const [wanted, setWanted] = useState<string>(meetings)
  const [revoking, setRevoking] = useState<Feed>()
  const error = feeds.error ?? calendars.error
  if (error) return <Notice tone="error">{sentence(error)}</Notice>
  if (!feeds.data || !calendars.data) return <Skeleton rows={1} />
  const readable = calendars.data.filter(({ can }) => can.read)
  const nameOf = ({ calendarId }: Pick<Feed, 'calendarId'>) =>
    calendarId ? (readable.find(({ id }) => id === calendarId)?.name ?? say('gone')) : say('meetings')
  const make = () => {
    const calendarId = readable.find(({ id }) => id === wanted)?.id ?? null
    create.mutate({ body: { calendarId } }, { onError: (problem) => toast(sentence(problem), 'error') })
  }
  return (
    <>
      {feeds.data.length > 0 ? (
        <ul className={css.list} aria-label={say('list')}>
          {feeds.data.map((feed) => (
            <li key={feed.id} className={css.feed}>
              <CopyLine
                label={nameOf(feed)}
                value={feed.address}
                shown={feed.address}
                deed={say('copy', { name: nameOf(feed) })}
              />
              <div className={css.fact}>
                <span className="small muted">
                  {feed.lastReadAt ? say('read', { day: shortDate(feed.lastReadAt) }) : say('unread')}
                </span>
                <Button
                  size="s"
                  aria-label={say('revoke_named', { name: nameOf(feed) })}
                  onClick={() => setRevoking(feed)}
                >
                  {say('revoke')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={css.make}>
        <Select
          label={say('what')}
          value={wanted}
          onChange={setWanted}
          options={[
            { value: meetings, label: say('meetings') },
            ...readable.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <Button variant="light" disabled={create.isPending} onClick={make}>
          {say('create')}
        </Button>
      </div>
      {revoking ? <Revoke feed={revoking} name={nameOf(revoking)} onClose={() => setRevoking(undefined)} /> : null}
    </>
  )
}
