import type { Attendance } from '@amphi/contract/sessions'
import { useFormat } from '#ground/format.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { DataTable } from '#ui/DataTable.tsx'
import { joined, stayed } from '../stayed.ts'
import css from './AttendanceTable.module.css'

function Row({ who, startedAt, now }: { who: Attendance; startedAt: string; now: Date }) {
  const say = useWords('sessions')
  const { timeOn, duration } = useFormat()
  const { name, calledThemselves, role, guest } = who
  const stays = joined(who.stays)
  return (
    <tr>
      <th scope="row">
        <span className={css.who}>
          <Avatar of={who} size={36} />
          <span>
            <b>{name}</b>
            {calledThemselves === null ? null : (
              <span className="small muted">{say('called', { name: calledThemselves })}</span>
            )}
          </span>
        </span>
      </th>
      <td>
        {say(`role.${role}`)}
        {guest ? <span className="small muted">{say('guest')}</span> : null}
      </td>
      <td>
        <ol className={css.stays}>
          {stays.map(({ joinedAt, leftAt }) => (
            <li key={joinedAt} className="num">
              {leftAt
                ? say('stay', { from: timeOn(joinedAt, startedAt), to: timeOn(leftAt, joinedAt) })
                : say('inside', { from: timeOn(joinedAt, startedAt) })}
            </li>
          ))}
        </ol>
      </td>
      <td className="num">{duration(stayed(stays, now))}</td>
    </tr>
  )
}

/** Who was in a session, with every coming and going: on a screen, and on paper. Days are said where midnight passed. */
export function AttendanceTable({
  attendance,
  startedAt,
  now,
}: {
  attendance: readonly Attendance[]
  startedAt: string
  now: Date
}) {
  const say = useWords('sessions')
  if (attendance.length === 0) return <p className={css.nobody}>{say('nobody')}</p>
  const columns = [say('sheet.name'), say('sheet.role'), say('column.times'), say('sheet.stayed')]
  return (
    <DataTable label={say('attendance')} columns={columns} className={css.table}>
      {attendance.map((who, index) => (
        <Row key={`${index} ${who.name}`} who={who} startedAt={startedAt} now={now} />
      ))}
    </DataTable>
  )
}
