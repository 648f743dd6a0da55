import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { brief } from '#ground/brief.ts'
import { useWords } from '#ground/words.ts'
import { Button, type ButtonLook } from '#ui/Button.tsx'
import { toast } from '#ui/toasts.ts'
import { usePhone } from '#ui/usePhone.ts'
import { useCreateRoom } from '../queries.ts'
import { NameRoom } from './NameRoom.tsx'

/** A button, and behind it the name of the room to be. */
export function CreateRoom({ label, name, ...look }: ButtonLook & { label?: string; name?: string }) {
  const say = useWords('rooms')
  const phone = usePhone()
  const create = useCreateRoom()
  const [open, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    create.reset()
  }
  return (
    <>
      <Button variant="filled" icon={<IconPlus size={20} stroke={2.2} />} {...look} onClick={() => setOpen(true)}>
        {label ?? say(phone && !look.size ? 'do.create' : 'create')}
      </Button>
      {open ? (
        <NameRoom
          title={say('create')}
          sub={say('create_sub')}
          action={say('do.create')}
          {...(name ? { name } : {})}
          busy={create.isPending}
          error={create.error}
          onClose={close}
          onName={(chosen) =>
            create.mutate(
              { body: { name: chosen } },
              {
                onSuccess: (room) => {
                  close()
                  toast(say('created', { name: brief(room.name) }))
                },
              },
            )
          }
        />
      ) : null}
    </>
  )
}
