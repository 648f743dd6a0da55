import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './people.module.css'
import { useModerating } from './useModerating.ts'
import { useRoom } from './RoomContext.ts'

/** Who may not come back before the end, for those who may change that. */
export function BannedList() {
  const say = useCallWords()
  const { call } = useRoom()
  const moderate = useModerating()
  const banned = useStore(call.moderation.banned)
  if (banned.length === 0) return null
  return (
    <section aria-labelledby="call-banned" className={css.banned}>
      <h3 id="call-banned">{say('people.banned')}</h3>
      <ul>
        {banned.map((person) => (
          <li className={css.row} key={person.id} data-awaited>
            <Avatar of={person} size={36} />
            <span className={css.who}>
              <b className={css.name} title={person.name}>
                <span className="clip">{person.name}</span>
              </b>
            </span>
            <Button
              size="s"
              aria-label={say('people.lift_of', { name: person.name })}
              onClick={() =>
                moderate(call.moderation.lift(person.id), () => say('people.lifted', { name: person.name }))
              }
            >
              {say('people.lift')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
