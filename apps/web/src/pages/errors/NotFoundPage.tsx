import { CodeEntry } from '#features/meetings'
import { useNavigate } from '@tanstack/react-router'
import { useTitle } from '#ground/useTitle.ts'
import { useWords } from '#ground/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PublicFrame } from '../frame/PublicFrame.tsx'
import css from './ErrorPages.module.css'

/** An address that leads nowhere; most often a link cut short. */
export function NotFoundPage() {
  const say = useWords('errors')
  const navigate = useNavigate()
  useTitle(say('lost'))
  return (
    <PublicFrame>
      <EmptyState heading="h1" title={say('lost')} text={say('lost_text')}>
        <div className={css.entry}>
          <CodeEntry onEnter={(path) => void navigate({ to: path })} />
        </div>
        <LinkButton to="/" variant="subtle">
          {say('home')}
        </LinkButton>
      </EmptyState>
    </PublicFrame>
  )
}
