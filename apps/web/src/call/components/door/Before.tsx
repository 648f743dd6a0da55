import { IconDoor } from '@tabler/icons-react'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { ButtonAnchor } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import type { VisitView } from '../../visit.ts'
import { useCallWords } from '../../words.ts'
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

/** Nothing stands behind it. */
export function Missing() {
  const say = useCallWords()
  useTitle(say('door.missing'))
  return (
    <div className={css.page}>
      <DoorTop />
      <main id="main" tabIndex={-1} className={css.middle}>
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
