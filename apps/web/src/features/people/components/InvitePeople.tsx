import { invitedAtOnce } from '@amphi/contract/limits'
import { IconUserPlus } from '@tabler/icons-react'
import type { Capability, Role } from '@amphi/contract/people'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { TextArea } from '#ui/TextField.tsx'
import { usePhone } from '#ui/usePhone.ts'
import { useInvitePeople } from '../queries.ts'
import { readPeople } from '../read-people.ts'
import { Rights } from './Rights.tsx'

/** Addresses in a sentence, or lines that have none; a pasted list may be long. */
const listed = (emails: readonly string[], between = ', ') =>
  emails.length > 12 ? `${emails.slice(0, 12).join(between)} … (+${emails.length - 12})` : emails.join(between)

function InviteDialog({ onClose }: { onClose: () => void }) {
  const say = useWords('people')
  const ui = useWords('ui')
  const sentence = useSentence()
  const { mailServer } = useWelcome()
  const invite = useInvitePeople()
  const [text, setText] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [capabilities, setCapabilities] = useState<Capability[]>(['createRooms'])
  const { people, unread } = readPeople(text)
  if (invite.data) {
    const { invited, spared, known } = invite.data
    const again = invite.data.again.map((person) => person.email)
    return (
      <Dialog
        title={say('invited', { count: invited.length })}
        onClose={onClose}
        actions={
          <Button variant="filled" onClick={onClose}>
            {ui('close')}
          </Button>
        }
      >
        {!mailServer && invited.length + again.length > 0 ? <p>{say('invited_kept')}</p> : null}
        {again.length > 0 ? (
          <Notice tone="info">{say('again', { count: again.length, list: listed(again) })}</Notice>
        ) : null}
        {spared.length > 0 ? <Notice tone="hand">{say('spared', { list: listed(spared) })}</Notice> : null}
        {known.length > 0 ? <Notice tone="hand">{say('known', { list: listed(known) })}</Notice> : null}
      </Dialog>
    )
  }
  return (
    <FormDialog
      title={say('invite')}
      sub={say('invite_sub')}
      width={560}
      onClose={onClose}
      onSubmit={() => {
        if (people.length > 0) invite.mutate({ body: { people, role, capabilities } })
      }}
      deed={say('do.invite', { count: people.length })}
      busy={invite.isPending}
      disabled={people.length === 0 || people.length > invitedAtOnce}
    >
      {invite.error ? <Notice tone="error">{sentence(invite.error)}</Notice> : null}
      <TextArea
        autoFocus
        rows={6}
        label={say('list')}
        note={say('list_note')}
        placeholder={say('list_example')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {people.length > invitedAtOnce ? (
        <Notice tone="error">{say('over_limit', { most: invitedAtOnce })}</Notice>
      ) : null}
      {unread.length > 0 ? (
        <Notice tone="hand">{say('unread', { count: unread.length, list: listed(unread, ' · ') })}</Notice>
      ) : null}
      <Rights role={role} capabilities={capabilities} onRole={setRole} onCapabilities={setCapabilities} />
    </FormDialog>
  )
}

/** One person, or a whole pasted list. */
export function InvitePeople() {
  const say = useWords('people')
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="filled" icon={<IconUserPlus size={20} stroke={1.9} />} onClick={() => setOpen(true)}>
        {say(phone ? 'invite.short' : 'invite')}
      </Button>
      {open ? <InviteDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
