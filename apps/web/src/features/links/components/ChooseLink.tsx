import { looksLikeName } from '@amphi/contract/pages'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useState } from 'react'
import type { ReplyOf } from '#ground/request.ts'
import { linkAddress } from '#ground/room-address.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { TextField } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { useChooseLink } from '../queries.ts'
import css from './links.module.css'

/** A link one can say and remember, beside the one that never changes. */
export function ChooseLink({
  room,
  names: { chosen, former },
  onClose,
}: {
  room: RoomSeen
  names: ReplyOf<'readChosenLink'>
  onClose: () => void
}) {
  const say = useWords('links')
  const sentence = useSentence()
  const choose = useChooseLink()
  const [typed, setTyped] = useState(chosen ?? '')
  const [tried, setTried] = useState(false)
  const name = typed.trim().toLowerCase()
  const isName = looksLikeName(name)
  const show = (wanted: string | null) =>
    choose.mutate(
      { params: { roomId: room.id }, body: { name: wanted } },
      {
        onSuccess: () => {
          toast(say(wanted === null ? 'chosen_hidden' : 'chosen_done'))
          onClose()
        },
      },
    )
  const wrong = () => {
    if (tried && !isName) return say('chosen_shape')
    return choose.error ? sentence(choose.error) : undefined
  }
  return (
    <FormDialog
      title={say('chosen_title')}
      sub={say('chosen_sub')}
      onClose={onClose}
      deed={say('chosen_deed')}
      busy={choose.isPending}
      onSubmit={() => {
        if (isName) show(name)
        else setTried(true)
      }}
      aside={
        chosen === null ? undefined : (
          <Button variant="subtle" onClick={() => show(null)}>
            {say('chosen_hide')}
          </Button>
        )
      }
    >
      <TextField
        autoFocus
        mono
        label={say('chosen_label')}
        note={isName ? linkAddress(name).replace(/^https?:\/\//, '') : say('chosen_shape')}
        value={typed}
        maxLength={60}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={wrong()}
        onChange={(event) => {
          setTyped(event.target.value)
          setTried(false)
          choose.reset()
        }}
      />
      {former.length > 0 ? (
        <div>
          <p className="small muted">{say('chosen_former', { count: former.length })}</p>
          <ul className={css.former}>
            {former.map((it) => (
              <li key={it} className="mono small">
                {linkAddress(it).replace(/^https?:\/\//, '')}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </FormDialog>
  )
}
