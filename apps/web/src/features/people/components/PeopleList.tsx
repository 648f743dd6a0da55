import { IconSearch } from '@tabler/icons-react'
import type { Person } from '@amphi/contract/people'
import { useDeferredValue, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { DataTable } from '#ui/DataTable.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Pill, type Tone } from '#ui/Marks.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TextField } from '#ui/TextField.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { usePeople } from '../queries.ts'
import css from './people.module.css'
import { PersonMenu } from './PersonMenu.tsx'

const tones: Record<Person['state'], Tone> = { active: 'open', invited: 'hand', disabled: 'plain' }

function Row({ person }: { person: Person }) {
  const say = useWords('people')
  const { day } = useFormat()
  const held = person.capabilities.map((capability) => say(`short.${capability}`)).join(', ')
  return (
    <tr>
      <th scope="row">
        <div className={css.who}>
          <Avatar of={person} size={36} />
          <div>
            <b>{person.name}</b>
            <span className="small muted">{person.email}</span>
          </div>
        </div>
      </th>
      <td>
        {say(`role.${person.role}`)}
        {held ? <p className="small muted">{held}</p> : null}
      </td>
      <td>
        <Pill tone={tones[person.state]} dot>
          {say(`state.${person.state}`)}
        </Pill>
        <p className="small muted">{person.lastSeenAt ? say('seen', { day: day(person.lastSeenAt) }) : null}</p>
      </td>
      <td className={css.end}>
        <PersonMenu person={person} />
      </td>
    </tr>
  )
}

/** Everyone with an account here, or invited to one; at first those that are sought. */
export function PeopleList({ sought = '' }: { sought?: string | undefined }) {
  const say = useWords('people')
  const sentence = useSentence()
  const [search, setSearch] = useState(sought)
  const { data, error, refetch } = usePeople(useDeferredValue(search).trim())
  return (
    <>
      <div className={css.filters} role="search">
        <TextField
          bare
          type="search"
          label={say('search')}
          placeholder={say('search')}
          icon={<IconSearch size={19} stroke={1.8} />}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {error ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data?.length === 0 ? <EmptyState title={say('none', { search })} /> : null}
      {data && data.length > 0 ? (
        <DataTable
          label={say('people')}
          columns={[
            say('column.who'),
            say('column.may'),
            say('column.state'),
            <span key="actions" className="sr">
              {say('column.actions')}
            </span>,
          ]}
        >
          {data.map((person) => (
            <Row key={person.id} person={person} />
          ))}
        </DataTable>
      ) : null}
    </>
  )
}
