import { IconUsers } from '@tabler/icons-react'
import type { Grant, GrantRole as Role } from '@amphi/contract/grants'
import type { RoomSeen } from '@amphi/contract/rooms'
import { type ReactNode, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Rows } from '#ui/Rows.tsx'
import { Select } from '#ui/Select.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { announce } from '#ui/toasts.ts'
import { Trouble } from '#ui/Trouble.tsx'
import { useGrants, useShareRoom } from '../queries.ts'
import { roles } from '../roles.ts'
import { GrantRole } from './GrantRole.tsx'
import { Reserve } from './Reserve.tsx'
import css from './sharing.module.css'

/** To whom: people and groups of the house. */
export interface Principals {
  users: readonly string[]
  groups: readonly string[]
}

function Row({ room, grant }: { room: RoomSeen; grant: Grant }) {
  const say = useWords('sharing')
  const { to, role } = grant
  return (
    <li>
      {to.kind === 'person' ? (
        <Avatar of={to} size={36} />
      ) : (
        <span className={css.group} aria-hidden="true">
          <IconUsers size={20} stroke={1.8} />
        </span>
      )}
      <span className={css.who}>
        <b>{to.name}</b>
        {to.kind === 'group' ? <span className="muted small">{say('members', { count: to.members })}</span> : null}
        <span className="muted small">{say(`may.${role}`)}</span>
      </span>
      <GrantRole room={room} grant={grant} />
    </li>
  )
}

function Owner({ room }: { room: RoomSeen }) {
  const say = useWords('sharing')
  const name = room.ownerName ?? say('nobody')
  return (
    <li>
      <Avatar of={{ name }} size={36} />
      <span className={css.who}>
        <b>{name}</b>
        {room.standing === 'owner' ? <span className="muted small">{say('you')}</span> : null}
      </span>
      <span className="muted">{say('owner')}</span>
    </li>
  )
}

/** Who else runs, leads or enters a room, and as what. What finds them by name is handed in: `children`. */
export function Sharing({
  room,
  picked,
  onShared,
  children,
}: {
  room: RoomSeen
  picked: Principals
  onShared: () => void
  children: ReactNode
}) {
  const say = useWords('sharing')
  const sentence = useSentence()
  const { data: grants, error, refetch } = useGrants(room.id)
  const share = useShareRoom()
  const [role, setRole] = useState<Role>('moderator')
  const many = picked.users.length + picked.groups.length
  const submit = () =>
    share.mutate(
      { params: { roomId: room.id }, body: { users: [...picked.users], groups: [...picked.groups], role } },
      {
        onSuccess: () => {
          onShared()
          announce(say('done', { count: many }))
        },
      },
    )
  return (
    <div className={css.sharing}>
      {room.can.share ? (
        <div className={css.share}>
          {children}
          {many > 0 ? (
            <div className={css.deed}>
              <Select
                bare
                label={say('as')}
                className="grow"
                value={role}
                onChange={setRole}
                options={roles.map((value) => ({ value, label: say(`role.${value}`) }))}
              />
              <Button variant="light" busy={share.isPending} onClick={submit}>
                {say('share')}
              </Button>
            </div>
          ) : null}
          {many > 0 ? <p className="muted small">{say(`may_long.${role}`)}</p> : null}
          {share.error ? <Notice tone="error">{sentence(share.error)}</Notice> : null}
        </div>
      ) : null}
      {error ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
      {grants || error ? null : <Skeleton rows={2} />}
      {grants ? (
        <Rows label={say('list')}>
          <Owner room={room} />
          {grants.map((grant) => (
            <Row key={grant.id} room={room} grant={grant} />
          ))}
        </Rows>
      ) : null}
      {grants ? <Reserve room={room} grants={grants} /> : null}
    </div>
  )
}
