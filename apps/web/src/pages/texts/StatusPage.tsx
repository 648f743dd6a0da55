import { Occupancy, useOccupancy } from '#features/meetings'
import { useFormat } from '#ground/format.ts'
import { useReachable } from '#ground/useReachable.ts'
import { useTitle } from '#ground/useTitle.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Pill } from '../../ui/Marks.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { PublicFrame } from '../frame/PublicFrame.tsx'
import css from './TextPage.module.css'

/** Whether the service answers, and how busy it is, as this browser sees it. */
export function StatusPage() {
  const say = useWords('texts')
  const { number } = useFormat()
  const { version } = useWelcome()
  const reachable = useReachable()
  const { data } = useOccupancy()
  useTitle(say('status'))
  return (
    <PublicFrame>
      <article className={css.text}>
        <h1>{say('status')}</h1>
        <p className={css.lead}>{say('status.lead')}</p>
        <div className={css.rows}>
          <Rows>
            <li>
              <div className="grow">
                <b>{say('status.server')}</b>
                <p className="small muted">{say('status.version', { version })}</p>
              </div>
              <Pill dot tone={reachable ? 'open' : 'error'}>
                {say(reachable ? 'status.answers' : 'status.silent')}
              </Pill>
            </li>
            {data ? (
              <li>
                <div className="grow">
                  <b>{say('status.seats')}</b>
                  <p className="small muted num">
                    {say('status.taken', { people: number(data.people), seats: number(data.seats) })}
                  </p>
                </div>
                <Occupancy level={data.level} short />
              </li>
            ) : null}
          </Rows>
        </div>
        <p>{say('status.test_text')}</p>
        <p>
          <LinkButton variant="filled" to="/connection-test">
            {say('status.test')}
          </LinkButton>
        </p>
      </article>
    </PublicFrame>
  )
}
