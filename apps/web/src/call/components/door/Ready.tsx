import type { Door } from '@amphi/contract/doors'
import { IconArrowRight } from '@tabler/icons-react'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { useWelcome } from '#ground/welcome.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Preferences } from '#ui/Preferences.tsx'
import { TextField } from '#ui/TextField.tsx'
import type { VisitView } from '../../visit.ts'
import { useCallWords } from '../../words.ts'
import { DevicePickers } from '../DevicePickers.tsx'
import { useNarrow } from '../useMedia.ts'
import { useStore } from '../useStore.ts'
import { DeviceHelp } from './DeviceHelp.tsx'
import { DoorTop } from './DoorTop.tsx'
import { Preview } from './Preview.tsx'
import css from './ready.module.css'
import { RoomState } from './RoomState.tsx'
import { SignInHere } from './SignInHere.tsx'

/** Before the call: see oneself, hear oneself, and go in. */
export function Ready({
  visit,
  door,
  entering,
  trouble,
}: {
  visit: VisitView
  door: Door
  entering: boolean
  trouble: unknown
}) {
  const say = useCallWords()
  const sentence = useSentence()
  const narrow = useNarrow()
  const { own } = visit
  const { name } = useStore(own.choices)
  const { me } = useWelcome()
  const [nameless, setNameless] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const setName = (next: string) => own.choices.change((now) => ({ ...now, name: next }))
  useTitle(door.room.name)

  const account = me?.name ?? ''
  useEffect(() => visit.callAs(account), [account, visit])

  const enter = () => {
    const missing = name.trim() === ''
    setNameless(missing)
    if (missing) field.current?.focus()
    else visit.enter()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    enter()
  }
  const bare = () => {
    void own.capture.want('microphone', false)
    void own.capture.want('camera', false)
    enter()
  }

  const deed = door.session ? 'ready.join' : door.can.open ? 'ready.open' : 'ready.wait'
  return (
    <div className={css.page}>
      <DoorTop />
      <main id="main" tabIndex={-1} className={css.main}>
        <RoomState door={door} />
        <Preview own={own} name={name} onDevices={() => setChoosing(true)} />
        {narrow ? null : (
          <div className={css.pickers}>
            <DevicePickers own={own} />
          </div>
        )}
        <form className={css.form} onSubmit={submit} noValidate>
          <TextField
            ref={field}
            label={say('ready.name')}
            size="l"
            autoComplete="name"
            maxLength={80}
            value={name}
            error={nameless && name.trim() === '' ? say('ready.name_needed') : undefined}
            onChange={(event) => setName(event.target.value)}
          />
          <DeviceHelp own={own} />
          {trouble ? <Notice tone="error">{sentence(trouble)}</Notice> : null}
          <div className={css.deeds}>
            <Button
              type="submit"
              variant="filled"
              size="xl"
              full
              busy={entering}
              iconEnd={<IconArrowRight size={22} stroke={2.2} />}
            >
              {say(deed)}
            </Button>
            <button type="button" className={css.only} onClick={bare}>
              {say('ready.bare')}
            </button>
          </div>
          <SignInHere className={css.account} />
          {narrow && !me ? (
            <div className={css.preferences}>
              <Preferences />
            </div>
          ) : null}
        </form>
      </main>
      {choosing ? (
        <Dialog title={say('ready.devices')} onClose={() => setChoosing(false)}>
          <DevicePickers own={own} />
        </Dialog>
      ) : null}
    </div>
  )
}
