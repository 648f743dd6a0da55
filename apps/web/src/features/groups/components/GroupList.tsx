import type { Group } from '@amphi/contract/groups'
import type { PersonCard } from '@amphi/contract/people'
import { useState } from 'react'
import { brief } from '#ground/brief.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Stack } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { useGroups, useRemoveGroup } from '../queries.ts'
import { ChangeGroup } from './ChangeGroup.tsx'
import { CreateGroup } from './CreateGroup.tsx'
import css from './groups.module.css'

const faces = 5

function RemoveGroup({ group, onClose }: { group: Group; onClose: () => void }) {
  const say = useWords('groups')
  const remove = useRemoveGroup()
  return (
    <AskFirst
      title={say('remove.title', { name: brief(group.name) })}
      deed={say('remove')}
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate({ params: { groupId: group.id } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{say('remove.text')}</p>
    </AskFirst>
  )
}

/** The groups of the institution; who could belong to them is handed in. */
export function GroupList({ everyone }: { everyone: readonly PersonCard[] }) {
  const say = useWords('groups')
  const sentence = useSentence()
  const { data, error, refetch } = useGroups()
  const [deed, setDeed] = useState<{ kind: 'change' | 'remove'; group: Group }>()
  const done = () => setDeed(undefined)
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  if (data.length === 0)
    return (
      <EmptyState title={say('none')} text={say('none_text')}>
        <CreateGroup />
      </EmptyState>
    )
  return (
    <>
      <ul className={css.cards}>
        {data.map((group) => (
          <li key={group.id}>
            <h2>{group.name}</h2>
            <span className="row">
              <Stack of={group.members.slice(0, faces)} more={group.members.length - faces} />
              <span className="muted">{say('members', { count: group.members.length })}</span>
            </span>
            <div className={css.foot}>
              <Button size="s" onClick={() => setDeed({ kind: 'change', group })}>
                {say('change')}
              </Button>
              <Button size="s" variant="subtle" onClick={() => setDeed({ kind: 'remove', group })}>
                {say('remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {deed?.kind === 'change' ? <ChangeGroup group={deed.group} everyone={everyone} onClose={done} /> : null}
      {deed?.kind === 'remove' ? <RemoveGroup group={deed.group} onClose={done} /> : null}
    </>
  )
}
