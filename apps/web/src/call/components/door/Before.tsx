import { IconDoor } from '@tabler/icons-react'
import { ButtonAnchor } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { useSentence } from '#ground/useSentence.ts'
import type { VisitView } from '../../visit.ts'
import { useCallWords } from '../../words.ts'
import css from './door.module.css'
import { DoorTop } from './DoorTop.tsx'

/** The server has not said yet what stands behind this link. */
export function Asking({ visit, trouble }: { visit: VisitView; trouble: unknown }) {
  const say = useCallWords()
  const sentence = useSentence()
  return (
    <div className={css.page}>
      <DoorTop />
      <main className={css.middle}>
        {trouble ? (
          <Trouble heading="h1" text={sentence(trouble)} onRetry={visit.again} />
        ) : (
          <Skeleton rows={3} label={say('door.asking')} />
        )}
      </main>
    </div>
  )
}

/** Nothing stands behind it. */
export function Missing() {
  const say = useCallWords()
  return (
    <div className={css.page}>
      <DoorTop />
      <main className={css.middle}>
        <EmptyState
          heading="h1"
          tone="hand"
          icon={<IconDoor size={28} stroke={1.7} />}
          title={say('door.missing')}
          text={say('door.missing_text')}
        >
          <ButtonAnchor variant="filled" size="l" href="/">
            {say('door.home')}
          </ButtonAnchor>
        </EmptyState>
      </main>
    </div>
  )
}
