import { textLengths } from '@amphi/contract/limits'
import type { LinkKind } from '@amphi/contract/room-links'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useMemo, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Select } from '#ui/Select.tsx'
import { TextField } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { useMakeLink } from '../queries.ts'

const spans = ['never', '1', '7', '30', '180'] as const
type Span = (typeof spans)[number]

const endOf = (span: Span) =>
  span === 'never' ? null : new Date(Date.now() + Number(span) * 24 * 3600 * 1000).toISOString()

/** Makes a link of a kind: for whom, as what, until when. */
export function MakeLink({
  room,
  kind,
  isRenewed,
  onMade,
  onClose,
}: {
  room: RoomSeen
  kind: LinkKind
  /** There is one already, which this one ends. */
  isRenewed: boolean
  onMade: () => void
  onClose: () => void
}) {
  const say = useWords('links')
  const sentence = useSentence()
  const make = useMakeLink()
  const [name, setName] = useState('')
  const [nameless, setNameless] = useState(false)
  const [role, setRole] = useState<'participant' | 'moderator'>('participant')
  const [span, setSpan] = useState<Span>('never')
  const expiresAt = useMemo(() => endOf(span), [span])
  const submit = () => {
    if (kind === 'personal' && name.trim() === '') return setNameless(true)
    make.mutate(
      {
        params: { roomId: room.id },
        body: kind === 'personal' ? { kind, name: name.trim(), role, expiresAt } : { kind, expiresAt },
      },
      {
        onSuccess: () => {
          toast(say('made'))
          onMade()
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      title={say(`${kind}_make`)}
      sub={say(`${kind}_sub`)}
      onClose={onClose}
      onSubmit={submit}
      deed={say('make')}
      busy={make.isPending}
    >
      {make.error ? <Notice tone="error">{sentence(make.error)}</Notice> : null}
      {isRenewed && kind !== 'personal' ? <Notice tone="hand">{say('renew_note')}</Notice> : null}
      {kind === 'personal' ? (
        <>
          <TextField
            autoFocus
            label={say('name')}
            note={say('name_note')}
            value={name}
            maxLength={textLengths.displayName.max}
            autoComplete="off"
            error={nameless && name.trim() === '' ? say('name_needed') : undefined}
            onChange={(event) => setName(event.target.value)}
          />
          <Segmented
            label={say('role')}
            value={role}
            onChange={setRole}
            options={[
              { value: 'participant', label: say('role.participant') },
              { value: 'moderator', label: say('role.moderator') },
            ]}
          />
        </>
      ) : null}
      <Select
        label={say('span')}
        value={span}
        onChange={setSpan}
        options={spans.map((value) => ({
          value,
          label: value === 'never' ? say('span.never') : say('span.days', { count: Number(value) }),
        }))}
      />
    </FormDialog>
  )
}
