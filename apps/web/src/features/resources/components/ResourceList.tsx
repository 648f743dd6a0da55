import { IconVideo } from '@tabler/icons-react'
import type { Resource, ResourceDetail, ResourceId } from '@amphi/contract/resources'
import type { ReactNode } from 'react'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { CopyLine } from '#ui/CopyLine.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { languageName, templateLanguages } from '../languages.ts'
import { useResource, useResources } from '../queries.ts'
import { useServerWords } from '../useServerWords.ts'
import { AddResource } from './AddResource.tsx'
import css from './resources.module.css'
import { UnknownNames } from './UnknownNames.tsx'

/** Who books it, and in which tongues something is said beside its link. */
function Facts({ resource: { everyone, templates, unknown, server } }: { resource: ResourceDetail }) {
  const say = useWords('resources')
  const language = useLanguage()
  const where = useServerWords()
  const { capital } = useFormat()
  const written = templateLanguages.filter((it) => templates[it]).map((it) => languageName(it, language))
  return (
    <>
      <dl className={css.facts}>
        <dt>{say('server')}</dt>
        <dd>{where(server)}</dd>
        <dt>{say('bookers')}</dt>
        <dd>{say(everyone === null ? 'bookers.shared' : 'bookers.everyone')}</dd>
        <dt>{say('texts')}</dt>
        <dd>{written.length > 0 ? capital(written.join(', ')) : say('texts.none')}</dd>
      </dl>
      <UnknownNames unknown={unknown} />
    </>
  )
}

function Line({ resource, link }: { resource: Resource; link: ReactNode }) {
  const say = useWords('resources')
  const { data } = useResource(resource.id)
  return (
    <li>
      <h2>{resource.name}</h2>
      <CopyLine
        label={say('email')}
        value={resource.email}
        shown={resource.email}
        deed={say('email.copy', { name: resource.name })}
      />
      {data ? <Facts resource={data} /> : <Skeleton rows={2} />}
      <div className={css.foot}>{link}</div>
    </li>
  )
}

/** The conferences of the institution that calendars book. */
export function ResourceList({
  link,
  onAdded,
}: {
  /** Leads to where one is set up. */
  link: (resource: Resource) => ReactNode
  onAdded: (id: ResourceId) => void
}) {
  const say = useWords('resources')
  const sentence = useSentence()
  const { data, error, refetch } = useResources()
  if (error && !data) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton rows={4} />
  const shown = data.filter(({ can }) => can.configure)
  if (shown.length === 0)
    return (
      <EmptyState icon={<IconVideo size={28} stroke={1.7} />} title={say('none')} text={say('none_text')}>
        <AddResource onAdded={onAdded} />
      </EmptyState>
    )
  return (
    <ul className={css.cards}>
      {shown.map((resource) => (
        <Line key={resource.id} resource={resource} link={link(resource)} />
      ))}
    </ul>
  )
}
