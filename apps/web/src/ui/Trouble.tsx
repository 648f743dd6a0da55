import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '#ground/words.ts'
import { Button } from './Button.tsx'
import { EmptyState } from './EmptyState.tsx'

/** Something could not be shown: what happened, what still works, and the way on. */
export function Trouble({
  title,
  text,
  onRetry,
  heading = 'h2',
  children,
}: {
  title?: string
  text: ReactNode
  onRetry?: () => void
  heading?: 'h1' | 'h2'
  children?: ReactNode
}) {
  const say = useWords('ui')
  return (
    <div role="alert">
      <EmptyState
        heading={heading}
        tone="rec"
        icon={<IconCloudOff size={28} stroke={1.7} />}
        title={title ?? say('trouble.title')}
        text={text}
      >
        {onRetry ? (
          <Button variant="filled" icon={<IconRefresh size={19} stroke={2} />} onClick={onRetry}>
            {say('retry')}
          </Button>
        ) : null}
        {children}
      </EmptyState>
    </div>
  )
}
