import type { Scope } from '@amphi/contract/scopes'
import { useWords } from '#ground/words.ts'
import { Checkbox } from '#ui/Choice.tsx'
import css from './tokens.module.css'

const everyones: readonly Scope[] = ['readRooms', 'rooms', 'meetings', 'messages', 'calendar', 'account']
const administrators: readonly Scope[] = ['people', 'institution']

/** What a token may be used for, from the least to the most. */
export function Scopes(props: {
  held: readonly Scope[]
  administers: boolean
  onChange: (held: readonly Scope[]) => void
}) {
  const say = useWords('tokens')
  const { held, administers, onChange } = props
  return (
    <fieldset className={css.scopes}>
      <legend>{say('scopes')}</legend>
      {[...everyones, ...(administers ? administrators : [])].map((scope) => (
        <Checkbox
          key={scope}
          label={say(`scope.${scope}`)}
          note={say(`scope.${scope}_note`)}
          checked={held.includes(scope)}
          onChange={(on) => onChange(on ? [...held, scope] : held.filter((other) => other !== scope))}
        />
      ))}
    </fieldset>
  )
}
