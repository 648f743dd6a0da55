import type { Door, Entry } from '@amphi/contract/doors'
import { IconArchive, IconDoor, IconLinkOff, IconLock } from '@tabler/icons-react'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { Button, ButtonAnchor } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LongName } from '#ui/LongName.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import type { VisitView } from '../../visit.ts'
import { type CallSay, useCallWords } from '../../words.ts'
import css from './door.module.css'
import { DoorTop } from './DoorTop.tsx'

/** The server has not said yet what stands behind this link. */
export function Asking({ visit, trouble }: { visit: VisitView; trouble: unknown }) {
  const say = useCallWords()
  const sentence = useSentence()
  useTitle(trouble ? say('door.trouble') : '')
  return (
    <div className={css.page}>
      <DoorTop />
      <main id="main" tabIndex={-1} className={css.middle}>
        {trouble ? (
          <Trouble heading="h1" title={say('door.trouble')} text={sentence(trouble)} onRetry={visit.again} />
        ) : (
          <Skeleton rows={3} label={say('door.asking')} />
        )}
      </main>
    </div>
  )
}

/** What led somewhere once, with what has become of it. */
const over: Record<string, readonly [Parameters<CallSay>[0], Parameters<CallSay>[0]]> = {
  'door.link_expired': ['door.over', 'door.expired_text'],
  'door.link_revoked': ['door.over', 'door.revoked_text'],
  'door.link_used': ['door.over', 'door.used_text'],
  'room.deleted': ['door.deleted', 'door.deleted_text'],
}

/** Nothing stands behind it, or no longer. */
export function Missing({ why }: { why: string }) {
  const say = useCallWords()
  const known = over[why]
  const [heading, text] = known ?? (['door.missing', 'door.missing_text'] as const)
  const title = say(heading)
  useTitle(title)
  return (
    <div className={css.page}>
      <DoorTop />
      <main id="main" tabIndex={-1} className={css.middle}>
        <EmptyState
          heading="h1"
          tone="hand"
          icon={known ? <IconLinkOff size={28} stroke={1.7} /> : <IconDoor size={28} stroke={1.7} />}
          title={title}
          text={say(text)}
        >
          <ButtonAnchor variant="filled" size="l" href="/">
            {say('door.home')}
          </ButtonAnchor>
        </EmptyState>
      </main>
    </div>
  )
}

/** The room is there, and for others. */
export function Refused({
  visit,
  door,
  reason,
}: {
  visit: VisitView
  door: Door
  reason: Extract<Entry, { outcome: 'refused' }>['reason']
}) {
  const say = useCallWords()
  const title = say(`refused.${reason}`)
  const isArchived = reason === 'archived'
  const Icon = isArchived ? IconArchive : IconLock
  // Whoever may take it out of the archive does so on its page.
  const mine = isArchived ? door.archived?.roomId : null
  useTitle(title)
  return (
    <div className={css.page}>
      <DoorTop />
      <main id="main" tabIndex={-1} className={css.middle}>
        <EmptyState
          heading="h1"
          tone="hand"
          icon={<Icon size={28} stroke={1.7} />}
          title={title}
          text={
            <>
              <LongName name={door.room.name} lines={2}>
                {(shown) => <b>{shown}</b>}
              </LongName>
              {say(mine ? 'refused.archived_yours' : `refused.${reason}_text`)}
            </>
          }
        >
          {mine ? (
            <ButtonAnchor variant="filled" size="l" href={`/rooms/${mine}`}>
              {say('refused.archived_page')}
            </ButtonAnchor>
          ) : null}
          {isArchived ? null : (
            <Button size="l" onClick={visit.back}>
              {say('refused.back')}
            </Button>
          )}
          <ButtonAnchor size="l" href="/">
            {say('door.home')}
          </ButtonAnchor>
        </EmptyState>
      </main>
    </div>
  )
}
