import { useState } from 'react'
import { Avatar } from '#ui/Avatar.tsx'
import { TextField } from '#ui/TextField.tsx'
import { useLanguage } from '#ground/words.ts'
import { listed } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { LobbyPeople } from './LobbyPeople.tsx'
import css from './people.module.css'
import { BannedList } from './BannedList.tsx'
import { PeopleHead } from './PeopleHead.tsx'
import { PersonRow } from './PersonRow.tsx'
import { useRoom } from './RoomContext.ts'

const many = 12

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Who is here, with what is on and off: raised hands first. */
export function People() {
  const say = useCallWords()
  const { call } = useRoom()
  const language = useLanguage()
  const seats = useStore(call.roster.seats)
  const [sought, setSought] = useState('')
  const awaited = useStore(call.roster.awaited)
  const isFound = ({ name }: { name: string }) => fold(name).includes(fold(sought.trim()))
  const isUnlisted = useStore(call.session.seen)?.listed === false
  // Of the others our server told nothing.
  const known = isUnlisted ? seats.filter(({ own, allowed }) => own || allowed !== null) : seats
  const found = listed(known, language).filter(isFound)
  const coming = awaited.filter(isFound)
  return (
    <div className={css.people}>
      <PeopleHead />
      <LobbyPeople />
      {seats.length > many ? (
        <div className={css.find}>
          <TextField
            bare
            label={say('people.find')}
            placeholder={say('people.find')}
            type="search"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        </div>
      ) : null}
      <ul className={css.list} aria-label={say('people.list')}>
        {found.map((seat) => (
          <PersonRow key={seat.id} seat={seat} />
        ))}
        {coming.map((person) => (
          <li className={css.row} key={person.id} data-awaited>
            <Avatar of={person} size={36} />
            <span className={css.who}>
              <b className={css.name} title={person.name}>
                <span className="clip">{person.name}</span>
              </b>
              <span className={css.awaited}>{say('people.awaited')}</span>
            </span>
          </li>
        ))}
      </ul>
      {found.length + coming.length === 0 ? <p className={css.none}>{say('people.none')}</p> : null}
      {isUnlisted ? <p className={css.none}>{say('people.unlisted')}</p> : null}
      <BannedList />
    </div>
  )
}
