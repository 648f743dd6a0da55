import { IconChevronLeft, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Picked, PickPeople } from '#features/directory'
import {
  RemoveResource,
  ResourceRights,
  ResourceSettings,
  ResourceTexts,
  useResource,
  useResourcesLive,
} from '#features/resources'
import { CarrierSelect } from '#features/rooms'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { usePhone } from '../../ui/usePhone.ts'
import { PageHead } from '../shell/PageHead.tsx'
import css from './conferences.module.css'
import type {} from './words.ts'

/** One of the conferences that calendars book: its settings, its texts, and who may book it. */
export function ConferencePage() {
  const say = useWords('conferences')
  const resources = useWords('resources')
  const sentence = useSentence()
  const navigate = useNavigate()
  const phone = usePhone()
  const { resourceId } = useParams({ from: '/admin/conferences/$resourceId' })
  const { data, error, refetch } = useResource(resourceId)
  const [picked, setPicked] = useState<Picked[]>([])
  const [removing, setRemoving] = useState(false)
  useResourcesLive()
  const remove = data ? (
    <Button variant="grave" icon={<IconTrash size={18} stroke={1.9} />} onClick={() => setRemoving(true)}>
      {resources('remove')}
    </Button>
  ) : null
  const leave = () => void navigate({ to: '/admin/conferences' })
  return (
    <>
      <nav aria-label={say('crumb')} className={css.crumb}>
        <IconChevronLeft size={16} />
        <Link to="/admin/conferences">{say('title')}</Link>
      </nav>
      <PageHead title={data?.name ?? say('title')}>{phone ? null : remove}</PageHead>
      <div className={css.body}>
        {error && !data ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Skeleton rows={6} /> : null}
        {data ? (
          <>
            <ResourceSettings
              resource={data}
              carrierField={({ carrier, onCarrier }) => <CarrierSelect carrier={carrier} onCarrier={onCarrier} />}
              onDissociate={() => setRemoving(true)}
            />
            <ResourceTexts resource={data} />
            <ResourceRights
              resourceId={data.id}
              picked={{
                users: picked.flatMap((it) => (it.kind === 'person' ? [it.id] : [])),
                groups: picked.flatMap((it) => (it.kind === 'group' ? [it.id] : [])),
              }}
              onShared={() => setPicked([])}
            >
              <PickPeople label={say('share_with')} picked={picked} onPicked={setPicked} />
            </ResourceRights>
            {phone ? <div className={css.last}>{remove}</div> : null}
          </>
        ) : null}
      </div>
      {removing && data ? (
        <RemoveResource resource={data} onRemoved={leave} onClose={() => setRemoving(false)} />
      ) : null}
    </>
  )
}
