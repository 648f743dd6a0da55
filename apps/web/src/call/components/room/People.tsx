import { useState } from 'react'
import { TextField } from '#ui/TextField.tsx'
import { useLanguage } from '#ground/words.ts'
import { listed } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './people.module.css'
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
  const found = listed(seats, language).filter((seat) => fold(seat.name).includes(fold(sought.trim())))
  return (
    <div className={css.people}>
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
      </ul>
      {found.length === 0 ? <p className={css.none}>{say('people.none')}</p> : null}
    </div>
  )
}
