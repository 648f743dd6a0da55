import type { Lobby, LobbyPerson } from '@amphi/contract/lobby'
import { IconBellRinging, IconCheck, IconX } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choice.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './lobby.module.css'
import { LobbyMessage } from './LobbyMessage.tsx'
import people from './people.module.css'
import { useRoom } from './RoomContext.ts'
import { useLettingIn } from './useLettingIn.ts'
import { useNotices } from './useNotices.ts'
import { useSteady } from './useSteady.ts'

function Row({
  person,
  about,
  choice,
  children,
}: {
  person: LobbyPerson
  about: string
  choice?: ReactNode
  children: ReactNode
}) {
  const say = useCallWords()
  const { account } = person
  const known = account === null ? about : say('lobby.account', { account, about })
  return (
    <li className={people.row}>
      {choice}
      <Avatar of={person} size={36} />
      <span className={people.who}>
        <b className={people.name} title={person.name}>
          <span className="clip">{person.name}</span>
        </b>
        <span className={people.awaited}>{person.guest ? say('lobby.guest', { about }) : known}</span>
      </span>
      {children}
    </li>
  )
}

function Waiting({ lobby }: { lobby: Lobby }) {
  const say = useCallWords()
  const { timeOfDay } = useFormat()
  const deeds = useLettingIn()
  const steady = useSteady()
  const notices = useNotices()
  const title = useId()
  const unnamed = lobby.count - lobby.waiting.length
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const chosen = lobby.waiting.flatMap(({ id }) => (marked.has(id) ? [id] : []))
  const mark = (id: string, isMarked: boolean) =>
    setMarked((before) => (isMarked ? new Set([...before, id]) : new Set([...before].filter((it) => it !== id))))
  const several = lobby.count > 1
  return (
    <section className={css.part} aria-labelledby={title}>
      <header>
        <h3 id={title}>{say('attention.waiting', { count: lobby.count })}</h3>
        {several && chosen.length === 0 ? (
          <Button variant="filled" size="s" onClick={() => deeds.admit('all')}>
            {say('lobby.admit_all')}
          </Button>
        ) : null}
      </header>
      {chosen.length > 0 ? (
        <p className={css.chosen}>
          <Button variant="filled" size="s" onClick={() => deeds.admit(chosen)}>
            {say('lobby.admit_chosen', { count: chosen.length })}
          </Button>
          <Button size="s" onClick={() => deeds.refuse(chosen)}>
            {say('lobby.refuse_chosen', { count: chosen.length })}
          </Button>
        </p>
      ) : null}
      <ol>
        {lobby.waiting.map((person) => (
          <Row
            key={person.id}
            person={person}
            about={say('lobby.since', { time: timeOfDay(person.askedAt) })}
            choice={
              several ? (
                <Checkbox
                  label=""
                  aria-label={say('lobby.choose', { name: person.name })}
                  checked={marked.has(person.id)}
                  onChange={(isMarked) => mark(person.id, isMarked)}
                />
              ) : null
            }
          >
            <button
              type="button"
              className={css.admit}
              aria-label={say('lobby.admit_named', { name: person.name })}
              onClick={steady(() => deeds.admit([person.id]))}
            >
              <IconCheck size={20} stroke={2.2} />
            </button>
            <button
              type="button"
              className={css.refuse}
              aria-label={say('lobby.refuse_named', { name: person.name })}
              onClick={steady(() => deeds.refuse([person.id]))}
            >
              <IconX size={19} stroke={2.1} />
            </button>
          </Row>
        ))}
      </ol>
      {unnamed > 0 ? <p className={css.more}>{say('attention.more', { count: unnamed })}</p> : null}
      {notices.mayAsk ? (
        <Button variant="subtle" size="s" icon={<IconBellRinging size={18} stroke={1.8} />} onClick={notices.ask}>
          {say('lobby.notify')}
        </Button>
      ) : null}
    </section>
  )
}

function Refused({ lobby }: { lobby: Lobby }) {
  const say = useCallWords()
  const deeds = useLettingIn()
  const steady = useSteady()
  const title = useId()
  return (
    <section className={css.part} aria-labelledby={title}>
      <header>
        <h3 id={title}>{say('lobby.refused_list', { count: lobby.refused.length })}</h3>
      </header>
      <ol>
        {lobby.refused.map((person) => (
          <Row key={person.id} person={person} about={say('lobby.refused_by', { name: person.decidedBy ?? '' })}>
            <Button
              size="s"
              aria-label={say('lobby.let_in_named', { name: person.name })}
              onClick={steady(() => deeds.letIn([person.id]))}
            >
              {say('lobby.let_in')}
            </Button>
          </Row>
        ))}
      </ol>
    </section>
  )
}

/** Above those who are inside: who asks to be let in, what they read meanwhile, and who was refused. */
export function LobbyPeople() {
  const { call } = useRoom()
  const lobby = useStore(call.lobby.now)
  const { count, refused, message } = lobby
  if (count === 0 && refused.length === 0 && message === null) return null
  return (
    <div className={css.lobby} tabIndex={-1} data-lobby>
      {count > 0 ? <Waiting lobby={lobby} /> : null}
      {count > 0 || message !== null ? <LobbyMessage message={message} /> : null}
      {refused.length > 0 ? <Refused lobby={lobby} /> : null}
    </div>
  )
}
