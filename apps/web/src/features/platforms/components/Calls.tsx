import type { BbbCall, BbbClient } from '@amphi/contract/bbb-clients'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { Pill } from '#ui/Marks.tsx'
import { Rows } from '#ui/Rows.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { useCalls } from '../queries.ts'
import css from './platforms.module.css'

function List({ title, calls }: { title: string; calls: readonly BbbCall[] }) {
  const say = useWords('platforms')
  const { capital, day, timeOfDay } = useFormat()
  if (calls.length === 0) return null
  return (
    <section className={css.calls}>
      <h3>{title}</h3>
      <Rows>
        {calls.map((it) => (
          <li key={it.id}>
            <p className={css.call}>
              <b className="mono">{it.call}</b>
              {it.meetingId ? <span className="mono small">{it.meetingId}</span> : null}
            </p>
            {it.outcome === 'SUCCESS' ? (
              <Pill tone="open">{say('answered')}</Pill>
            ) : (
              <Pill tone="error">
                <span className="mono">{it.outcome}</span>
              </Pill>
            )}
            <div className={css.about}>
              {it.checksum ? <p>{say(`finding.${it.checksum}`)}</p> : null}
              <p className="small muted">
                {capital(day(it.at))}, {timeOfDay(it.at)}
              </p>
              {it.agent ? (
                <p className="small muted clip" title={it.agent}>
                  {it.agent}
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </Rows>
    </section>
  )
}

/** What a platform asked lately; and what was asked under a signature that is nobody’s, which may be meant to be its own. */
export function Calls({ platform, onClose }: { platform: BbbClient; onClose: () => void }) {
  const say = useWords('platforms')
  const sentence = useSentence()
  const { data, error, refetch } = useCalls(platform.id)
  const isEmpty = data && data.calls.length + data.unsigned.length === 0
  return (
    <Dialog title={say('calls.title', { name: platform.name })} sub={say('calls.text')} width={640} onClose={onClose}>
      {error ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton rows={4} /> : null}
      {isEmpty ? <p className="muted">{say('calls.none')}</p> : null}
      <List title={say('calls.own')} calls={data?.calls ?? []} />
      <List title={say('calls.unsigned')} calls={data?.unsigned ?? []} />
    </Dialog>
  )
}
