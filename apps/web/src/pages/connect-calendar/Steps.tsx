import { type Key, useWords } from '#ground/words.ts'
import { Rich } from '../../ui/Rich.tsx'
import css from './ConnectCalendarPage.module.css'
import { guides, type Program } from './programs.ts'
import type {} from './words.ts'

interface Known {
  address: string
  host: string
  login: string
  /** Once made, and while this page stands. */
  secret?: string | undefined
}

/** One program, from its menu to its calendars, and what its form is filled in with on the way. */
export function Steps({ program, known }: { program: Program; known: Known }) {
  const say = useWords('connect-calendar')
  const { steps, form, server, password } = guides[program]
  const field = (name: 'server' | 'login' | 'password', value: string | undefined, instead = '') => ({
    label: say(`field.${program}.${name}` as Key<'connect-calendar'>),
    value,
    instead,
  })
  const fields = [
    field('server', known[server]),
    field('login', known.login),
    ...(password ? [field('password', known.secret, say('the_password'))] : []),
  ]
  return (
    <ol className={css.steps}>
      {Array.from({ length: steps }, (_, at) => (
        <li key={at}>
          <Rich words={say(`step.${program}.${at + 1}` as Key<'connect-calendar'>)} />
          {at + 1 === form ? (
            <dl className={css.fields}>
              {fields.map(({ label, value, instead }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd className={value ? 'mono' : undefined}>{value ?? instead}</dd>
                </div>
              ))}
            </dl>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
