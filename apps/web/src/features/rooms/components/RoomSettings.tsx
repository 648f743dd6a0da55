import {
  IconClockHour4,
  IconDeviceFloppy,
  IconInfoCircle,
  IconLanguage,
  IconLink,
  IconMessage2,
  IconMicrophone,
  IconUsers,
  IconX,
} from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Switch } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { TextArea, TextField } from '#ui/TextField.tsx'
import { Tool } from '#ui/Tool.tsx'
import { toast } from '#ui/toasts.ts'
import { lengths, means } from '../settings-form.ts'
import type { SettingsDraft } from '../useSettingsDraft.ts'
import { CarrierFields } from './CarrierFields.tsx'
import { LockNote, useLocks } from './Locks.tsx'
import { RoomAccess } from './RoomAccess.tsx'
import { RoomPreset } from './RoomPreset.tsx'
import css from './RoomSettings.module.css'
import { Section } from './Section.tsx'

const icon = { size: 20, stroke: 1.8, 'aria-hidden': true } as const

function Limits({ draft }: { draft: SettingsDraft }) {
  const say = useWords('rooms')
  const { duration } = useFormat()
  const { form, problems, settings, type } = draft
  const lock = useLocks(settings)
  const { usualInside, mostInside, sessionLength, longestSession } = settings.institution
  const minutes = (value: number) => duration(value * 60_000)
  const shown = [...new Set([...lengths, settings.sessionLength ?? sessionLength])]
  const choices = shown.filter((it) => it <= longestSession).toSorted((a, b) => a - b)
  return (
    <Section icon={<IconUsers {...icon} />} title={say('settings.limits')}>
      <p className="muted">{say('settings.ceilings', { count: mostInside, long: minutes(longestSession) })}</p>
      <div className={css.two}>
        <TextField
          label={say('settings.people')}
          note={say('settings.people_when')}
          inputMode="numeric"
          placeholder={String(usualInside)}
          value={form.mostInside}
          error={problems.mostInside ? say('settings.people_wrong', { count: mostInside }) : undefined}
          onChange={(event) => type({ mostInside: event.target.value })}
          {...lock('mostInside')}
        />
        <Select
          label={say('settings.length')}
          note={say('settings.length_when')}
          value={form.sessionLength}
          onChange={(next) => type({ sessionLength: next })}
          {...lock('sessionLength')}
          options={[
            { value: '', label: say('settings.usual', { long: minutes(sessionLength) }) },
            ...choices.map((it) => ({ value: String(it), label: minutes(it) })),
          ]}
        />
      </div>
    </Section>
  )
}

function Fields({ room, draft }: { room: RoomSeen; draft: SettingsDraft }) {
  const say = useWords('rooms')
  const { form, problems, settings, type } = draft
  const lock = useLocks(settings)
  return (
    <>
      <RoomPreset room={room} settings={settings} />
      <Section icon={<IconLink {...icon} />} title={say('settings.access')} aside={say('settings.kept_at_once')}>
        <RoomAccess room={room} />
      </Section>
      <Section icon={<IconMessage2 {...icon} />} title={say('settings.welcome_part')} aside={say('settings.at_once')}>
        <TextArea
          label={say('settings.welcome')}
          note={say('settings.welcome_note')}
          rows={4}
          value={form.welcome}
          error={problems.welcome ? say('settings.welcome_long', { count: form.welcome.trim().length }) : undefined}
          onChange={(event) => type({ welcome: event.target.value })}
          {...lock('welcome')}
        />
        <TextField
          label={say('settings.leave_to')}
          note={say('settings.leave_to_note')}
          type="url"
          inputMode="url"
          dir="ltr"
          mono
          placeholder={say('settings.leave_to_example')}
          value={form.leaveTo}
          error={problems.leaveTo ? say('settings.leave_to_wrong') : undefined}
          onChange={(event) => type({ leaveTo: event.target.value })}
          {...lock('leaveTo')}
        />
      </Section>
      <Section icon={<IconMicrophone {...icon} />} title={say('settings.participants')} aside={say('settings.at_once')}>
        <Switch
          label={say('settings.start_muted')}
          note={say('settings.start_muted_note')}
          checked={form.startMuted}
          onChange={(startMuted) => type({ startMuted })}
          {...lock('startMuted')}
        />
        <Switch
          label={say('settings.listed')}
          note={say('settings.listed_note')}
          checked={form.listed}
          onChange={(listed) => type({ listed })}
          {...lock('listed')}
        />
      </Section>
      <Section icon={<IconClockHour4 {...icon} />} title={say('settings.at_start')} aside={say('settings.next')}>
        <LockNote settings={settings} of="atStart" />
        {means.map((it) => (
          <Switch
            key={it}
            label={say(`settings.may.${it}`)}
            checked={form.atStart[it]}
            disabled={settings.forced.includes('atStart')}
            onChange={(on) => type({ atStart: { ...form.atStart, [it]: on } })}
          />
        ))}
        <Switch
          label={say('settings.cameras')}
          note={say('settings.cameras_note')}
          checked={form.camerasFor === 'moderators'}
          onChange={(on) => type({ camerasFor: on ? 'moderators' : 'everyone' })}
          {...lock('camerasFor')}
        />
      </Section>
      <Limits draft={draft} />
      <CarrierFields draft={draft} />
      <Section icon={<IconLanguage {...icon} />} title={say('settings.invitations')} aside={say('settings.at_once')}>
        <Select
          label={say('settings.language')}
          value={form.language}
          onChange={(language) => type({ language })}
          {...lock('language')}
          options={[
            { value: '', label: say('settings.language_writer') },
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Section>
    </>
  )
}

/** What is left to do before it is kept; only then is there a bar. */
function SaveBar({ draft }: { draft: SettingsDraft }) {
  const say = useWords('rooms')
  const ui = useWords('ui')
  const { changed, wrong, busy } = draft
  if (changed === 0) return null
  return (
    <footer className={css.bar}>
      <span className={css.left} role="status">
        <IconInfoCircle size={17} stroke={1.8} aria-hidden="true" />
        {wrong > 0 ? say('settings.wrong', { count: wrong }) : say('settings.changed', { count: changed })}
      </span>
      <Button variant="subtle" disabled={busy} onClick={draft.forget}>
        {ui('cancel')}
      </Button>
      <Button
        type="submit"
        variant="filled"
        busy={busy}
        disabled={wrong > 0}
        icon={<IconDeviceFloppy size={18} stroke={1.8} />}
      >
        {ui('save')}
      </Button>
    </footer>
  )
}

/** Docked beside the room's page; on a phone it covers it. What is not saved stays when it is closed. */
export function RoomSettings({ room, draft, onClose }: { room: RoomSeen; draft: SettingsDraft; onClose: () => void }) {
  const say = useWords('rooms')
  const ui = useWords('ui')
  const sentence = useSentence()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    title.current?.focus()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  const save = async () => {
    if (draft.busy || draft.wrong > 0 || draft.changed === 0) return
    if (await draft.save()) toast(say('settings.saved'))
  }
  return (
    <aside
      className={css.panel}
      aria-labelledby="room-settings"
      onKeyDown={({ key, target, currentTarget, defaultPrevented }) => {
        const isOver = !(target instanceof Element) || !currentTarget.contains(target)
        if (key === 'Escape' && !defaultPrevented && !isOver) onClose()
      }}
    >
      <header className={css.head}>
        <h2 id="room-settings" ref={title} tabIndex={-1}>
          {say('settings.title')}
        </h2>
        <Tool label={ui('close')} size={44} onClick={onClose}>
          <IconX size={21} stroke={1.8} />
        </Tool>
      </header>
      <form
        className={css.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div className={css.fields}>
          <Fields room={room} draft={draft} />
          {draft.error ? <Notice tone="error">{sentence(draft.error)}</Notice> : null}
        </div>
        <SaveBar draft={draft} />
      </form>
    </aside>
  )
}
