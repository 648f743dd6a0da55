import { textLengths } from '@amphi/contract/limits'
import type { Door } from '@amphi/contract/doors'
import { IconArrowRight } from '@tabler/icons-react'
import { type ComponentType, type SubmitEvent, useEffect, useRef, useState } from 'react'
import { Refusal } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { useWelcome } from '#ground/welcome.ts'
import { Button, ButtonAnchor } from '#ui/Button.tsx'
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
import { Kept } from './Kept.tsx'
import { Preview } from './Preview.tsx'
import css from './ready.module.css'
import { RoomState } from './RoomState.tsx'
import { RoomWelcome } from './RoomWelcome.tsx'
import { SignInHere, signInHere } from './SignInHere.tsx'

/** Who holds the open rooms, where no more may be. */
export type WhoHolds = ComponentType<{ roomId: string; onRetry: () => void; onClose: () => void }>

const isTooMany = (error: unknown) => error instanceof Refusal && error.code === 'session.too_many_open'

/** Whoever leads comes in all the same, and may ask others for seats. */
const isFullEverywhere = ({ seats }: Door) => seats?.of === 'institution' && seats.left === 0

/** Before the call: see oneself, hear oneself, and go in. */
export function Ready({
  visit,
  Holders,
  door,
  entering,
  trouble,
  wrong,
}: {
  visit: VisitView
  Holders: WhoHolds
  door: Door
  entering: boolean
  trouble: unknown
  wrong?: boolean | undefined
}) {
  const say = useCallWords()
  const sentence = useSentence()
  const narrow = useNarrow()
  const { own } = visit
  const { name } = useStore(own.choices)
  const { me, tenant } = useWelcome()
  const password = useStore(visit.password)
  const [nameless, setNameless] = useState(false)
  const [wordless, setWordless] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const [asking, setAsking] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const setName = (next: string) => own.choices.change((now) => ({ ...now, name: next }))
  useTitle(door.room.name)

  const account = me?.name ?? ''
  useEffect(() => visit.callAs(account), [account, visit])

  const enter = () => {
    const missing = door.name === null && name.trim() === ''
    const lacking = door.needs.password && password.trim() === ''
    setNameless(missing)
    setWordless(lacking)
    if (missing) field.current?.focus()
    else if (lacking) passwordField.current?.focus()
    else visit.enter()
  }
  useEffect(() => {
    if (wrong) passwordField.current?.select()
  }, [wrong])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    enter()
  }
  const bare = () => {
    void own.capture.want('microphone', false)
    void own.capture.want('camera', false)
    enter()
  }

  const inside = door.needs.lobby ? 'ready.ask' : 'ready.join'
  const deed = door.session ? inside : door.can.open ? 'ready.open' : 'ready.wait'
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
        {door.needs.signIn ? (
          <section className={css.form}>
            <Notice tone="info">{say('ready.members', { name: tenant.name })}</Notice>
            <ButtonAnchor variant="filled" size="xl" full href={signInHere()}>
              {say('ready.sign_in')}
            </ButtonAnchor>
          </section>
        ) : (
          <form className={css.form} onSubmit={submit} noValidate>
            <RoomWelcome text={door.welcome} className={css.welcome} />
            <TextField
              ref={field}
              label={say('ready.name')}
              size="l"
              autoComplete="name"
              maxLength={textLengths.displayName.max}
              value={door.name ?? name}
              readOnly={door.name !== null}
              note={door.name === null ? undefined : say('ready.name_fixed')}
              error={nameless && name.trim() === '' ? say('ready.name_needed') : undefined}
              onChange={(event) => setName(event.target.value)}
            />
            {door.needs.password ? (
              <TextField
                ref={passwordField}
                label={say('ready.password')}
                note={say('ready.password_note')}
                size="l"
                mono
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={textLengths.triedPassword.max}
                value={password}
                error={
                  wrong
                    ? say('ready.password_wrong')
                    : wordless && password.trim() === ''
                      ? say('ready.password_needed')
                      : undefined
                }
                onChange={(event) => visit.password.set(event.target.value)}
              />
            ) : null}
            {door.needs.lobby && door.session ? <Notice tone="hand">{say('ready.lobby')}</Notice> : null}
            {door.cameraFor === 'moderators' ? <Notice tone="info">{say('ready.confided')}</Notice> : null}
            {door.startMuted ? <Notice tone="info">{say('ready.muted')}</Notice> : null}
            <DeviceHelp own={own} />
            {trouble ? <Notice tone="error">{sentence(trouble)}</Notice> : null}
            {door.roomId && (isTooMany(trouble) || isFullEverywhere(door)) ? (
              <Button onClick={() => setAsking(true)}>{say('ready.holders')}</Button>
            ) : null}
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
            <Kept months={door.attendanceKept} className={css.kept} />
          </form>
        )}
        {narrow && !me ? (
          <div className={css.preferences}>
            <Preferences />
          </div>
        ) : null}
      </main>
      {asking && door.roomId ? (
        <Holders
          roomId={door.roomId}
          onRetry={() => {
            setAsking(false)
            enter()
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {choosing ? (
        <Dialog title={say('ready.devices')} onClose={() => setChoosing(false)}>
          <DevicePickers own={own} />
        </Dialog>
      ) : null}
    </div>
  )
}
