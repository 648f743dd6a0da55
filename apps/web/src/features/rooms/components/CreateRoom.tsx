import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { PresetId } from '@amphi/contract/rooms'
import { brief } from '#ground/brief.ts'
import { useWords } from '#ground/words.ts'
import { Button, type ButtonLook } from '#ui/Button.tsx'
import { toast } from '#ui/toasts.ts'
import { usePhone } from '#ui/usePhone.ts'
import { useCreateRoom, usePresets } from '../queries.ts'
import { NameRoom } from './NameRoom.tsx'
import { PresetSelect } from './PresetSelect.tsx'

/** A button, and behind it the name of the room to be. */
export function CreateRoom({ label, name, ...look }: ButtonLook & { label?: string; name?: string }) {
  const say = useWords('rooms')
  const phone = usePhone()
  const create = useCreateRoom()
  const { data: presets } = usePresets()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<PresetId | null>()
  const usual = presets?.presets.find(({ isDefault }) => isDefault)?.id ?? null
  const close = () => {
    setOpen(false)
    create.reset()
    setChosen(undefined)
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
          onName={(called) =>
            create.mutate(
              { body: { name: called, ...(chosen === undefined ? {} : { presetId: chosen }) } },
              {
                onSuccess: (room) => {
                  close()
                  toast(say('created', { name: brief(room.name) }))
                },
              },
            )
          }
        >
          <PresetSelect
            note={say('preset.create_note')}
            value={chosen === undefined ? usual : chosen}
            onChange={setChosen}
          />
        </NameRoom>
      ) : null}
    </>
  )
}
