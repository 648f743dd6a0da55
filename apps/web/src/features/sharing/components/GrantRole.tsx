import { IconChevronDown, IconUserMinus } from '@tabler/icons-react'
import type { Grant } from '@amphi/contract/grants'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Menu } from '#ui/Menu.tsx'
import { announce, toast } from '#ui/toasts.ts'
import { useChangeGrant, useWithdrawGrant } from '../queries.ts'
import { roles } from '../roles.ts'

/** As what it is shared; for those who may, as what else, or no longer. */
export function GrantRole({ room, grant }: { room: RoomSeen; grant: Grant }) {
  const say = useWords('sharing')
  const sentence = useSentence()
  const change = useChangeGrant()
  const withdraw = useWithdrawGrant()
  const { id: grantId, role, to } = grant
  const { me } = useWelcome()
  // Nobody shuts themselves out: another manager, or the owner, does.
  const isSelf = to.kind === 'person' && to.id === me?.id
  if (isSelf) return <span className="muted">{say('own_role', { role: say(`role.${role}`) })}</span>
  if (!grant.can.change) return <span className="muted">{say(`role.${role}`)}</span>
  const params = { roomId: room.id, grantId }
  const onError = (error: Error) => toast(sentence(error), 'error')
  return (
    <Menu
      label={say('change', { name: to.name })}
      items={[
        ...roles.map((other) => ({
          label: say(`role.${other}`),
          checked: other === role,
          onSelect: () => {
            if (other !== role) change.mutate({ params, body: { role: other } }, { onError })
          },
        })),
        {
          label: say('withdraw'),
          icon: <IconUserMinus size={19} stroke={1.8} />,
          danger: true,
          onSelect: () =>
            withdraw.mutate({ params }, { onError, onSuccess: () => announce(say('withdrawn', { name: to.name })) }),
        },
      ]}
      trigger={(props) => (
        <Button
          {...props}
          size="s"
          busy={change.isPending || withdraw.isPending}
          aria-label={say('role_of', { name: to.name, role: say(`role.${role}`) })}
          iconEnd={<IconChevronDown size={16} stroke={2} />}
        >
          {say(`role.${role}`)}
        </Button>
      )}
    />
  )
}
