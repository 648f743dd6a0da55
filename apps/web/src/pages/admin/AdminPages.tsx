import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type Picked, PickPeople } from '#features/directory'
import { CreateGroup, GroupList } from '#features/groups'
import { JournalList } from '#features/journal'
import { LetterList } from '#features/letters'
import { AddNode, NodeList } from '#features/nodes'
import { InvitePeople, PeopleList, usePeople } from '#features/people'
import { AddPlatform, CheckAddress, PlatformList } from '#features/platforms'
import { AllRooms, PresetsCard } from '#features/rooms'
import { TenantForm } from '#features/tenant'
import { UsageFigures } from '#features/usage'
import { useAsk } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import css from './AdminPages.module.css'
import type {} from './words.ts'

export function PeoplePage() {
  const say = useWords('admin')
  const { search } = useSearch({ from: '/admin/people' })
  return (
    <>
      <PageHead title={say('people')} sub={say('people_sub')}>
        <InvitePeople />
      </PageHead>
      <div className={css.body}>
        <PeopleList key={search} sought={search} />
      </div>
    </>
  )
}

export function AllRoomsPage() {
  const say = useWords('admin')
  const [owner, setOwner] = useState<Picked[]>([])
  return (
    <>
      <PageHead title={say('rooms')} sub={say('rooms_sub')} />
      <div className={css.body}>
        <AllRooms
          owner={owner[0]?.id}
          picker={
            <PickPeople
              label={say('rooms_owner')}
              picked={owner}
              only="person"
              onPicked={(all) => setOwner(all.slice(-1))}
            />
          }
        />
      </div>
    </>
  )
}

export function GroupsPage() {
  const say = useWords('admin')
  const { data = [] } = usePeople()
  return (
    <>
      <PageHead title={say('groups')} sub={say('groups_sub')}>
        <CreateGroup />
      </PageHead>
      <div className={css.body}>
        <GroupList everyone={data} />
      </div>
    </>
  )
}

export function InstitutionPage() {
  const say = useWords('admin')
  const sentence = useSentence()
  const { data, error, refetch } = useAsk('readTenant')
  return (
    <>
      <PageHead title={say('institution')} sub={say('institution_sub')} />
      <div className={css.body}>
        {error ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Skeleton rows={3} /> : null}
        {data ? (
          <>
            <TenantForm settings={data} />
            <PresetsCard limits={data} />
          </>
        ) : null}
      </div>
    </>
  )
}

export function ServersPage() {
  const say = useWords('admin')
  return (
    <>
      <PageHead title={say('servers')} sub={say('servers_sub')}>
        <AddNode />
      </PageHead>
      <div className={css.body}>
        <NodeList />
      </div>
    </>
  )
}

export function PlatformsPage() {
  const say = useWords('admin')
  return (
    <>
      <PageHead title={say('platforms')} sub={say('platforms_sub')}>
        <AddPlatform />
      </PageHead>
      <div className={css.body}>
        <PlatformList />
        <CheckAddress />
      </div>
    </>
  )
}

export function LettersPage() {
  const say = useWords('admin')
  return (
    <>
      <PageHead title={say('letters')} sub={say('letters_sub')} />
      <div className={css.body}>
        <LetterList />
      </div>
    </>
  )
}

export function JournalPage() {
  const say = useWords('admin')
  return (
    <>
      <PageHead title={say('journal')} sub={say('journal_sub')} />
      <div className={css.body}>
        <JournalList />
      </div>
    </>
  )
}

export function UsagePage() {
  const say = useWords('admin')
  return (
    <>
      <PageHead title={say('usage')} sub={say('usage_sub')} />
      <div className={css.body}>
        <UsageFigures />
      </div>
    </>
  )
}
