import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useFormat } from '#ground/format.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { means } from '../settings-form.ts'
import type { SettingsDraft } from '../useSettingsDraft.ts'
import css from './SettingsCard.module.css'

/** How the room is set up, in words, and the way to change it. */
export function SettingsCard({ room, draft, onOpen }: { room: RoomSeen; draft: SettingsDraft; onOpen: () => void }) {
  const say = useWords('rooms')
  const { duration } = useFormat()
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' })
  const { settings, changed } = draft
  const { institution, atStart } = settings
  const { visibility, password, lobby } = room.guarded
  const people = Math.min(settings.mostInside ?? institution.usualInside, institution.mostInside)
  const length = Math.min(settings.sessionLength ?? institution.sessionLength, institution.longestSession)
  const without = means.filter((it) => !atStart[it]).map((it) => say(`settings.without.${it}`))
  const facts = [
    ...(settings.preset ? [say('settings.fact.preset', { name: settings.preset.name })] : []),
    say(`access.${visibility}`),
    ...(password ? [say('guard.password')] : []),
    ...(lobby ? [say('guard.lobby')] : []),
    say('settings.fact.limits', { count: people, long: duration(length * 60_000) }),
    ...(settings.startMuted ? [say('settings.fact.muted')] : []),
    ...(without.length > 0 ? [say('settings.fact.without', { what: list.format(without) })] : []),
    ...(settings.camerasFor === 'moderators' ? [say('settings.fact.cameras')] : []),
    ...(settings.listed ? [] : [say('settings.fact.unlisted')]),
    ...(settings.welcome ? [say('settings.fact.welcome')] : []),
  ]
  return (
    <Card
      title={say('settings.title')}
      aside={
        <Button variant="subtle" size="s" icon={<IconAdjustmentsHorizontal size={18} stroke={1.8} />} onClick={onOpen}>
          {say('settings.modify')}
        </Button>
      }
    >
      <ul className={css.facts}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {changed > 0 ? <p className={css.kept}>{say('settings.kept', { count: changed })}</p> : null}
    </Card>
  )
}
