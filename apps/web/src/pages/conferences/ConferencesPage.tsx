import { useNavigate } from '@tanstack/react-router'
import { AddResource, ResourceList, useResources, useResourcesLive } from '#features/resources'
import { useWords } from '#ground/words.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import css from './conferences.module.css'
import type {} from './words.ts'

/** The conferences that calendars book. */
export function ConferencesPage() {
  const say = useWords('conferences')
  const navigate = useNavigate()
  const { data = [] } = useResources()
  useResourcesLive()
  const open = (resourceId: string) => void navigate({ to: '/admin/conferences/$resourceId', params: { resourceId } })
  return (
    <>
      <PageHead title={say('title')} sub={say('sub')}>
        {data.length > 0 ? <AddResource onAdded={open} /> : null}
      </PageHead>
      <div className={css.body}>
        <ResourceList
          onAdded={open}
          link={({ id, name }) => (
            <LinkButton
              size="s"
              to="/admin/conferences/$resourceId"
              params={{ resourceId: id }}
              aria-label={say('open_named', { name })}
            >
              {say('open')}
            </LinkButton>
          )}
        />
      </div>
    </>
  )
}
