import type { TenantSettings } from '@amphi/contract/tenants'
import { useFormat } from '#ground/format.ts'
import { useWords } from '#ground/words.ts'
import { Card } from '#ui/Card.tsx'
import { Switch } from '#ui/Choice.tsx'
import { type Option, Select } from '#ui/Select.tsx'
import { Numbers } from './Numbers.tsx'
import css from './TenantForm.module.css'

const lengths = [30, 45, 60, 90, 120, 150, 180, 240, 300]
/** Minutes before a planned meeting. */
const openings = [0, 5, 10, 15, 30, 45, 60, 90, 120]
const months = [1, 3, 6, 12, 24, 36, 60, 120]
const hours = Array.from({ length: 24 }, (_, hour) => hour)
/** The darkest of the night, and the latest of parties. */
const usualHour = 3
const zones: Option[] = Intl.supportedValuesOf('timeZone').map((zone) => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}))

interface Props {
  settings: TenantSettings
  onChange: (change: Partial<TenantSettings>) => void
}

/** How long sessions last, what ends them at night, and for how long one knows who was there, and how many. */
export function SessionSettings({ settings, onChange }: Props) {
  const say = useWords('tenant')
  const { duration, timeOfDay } = useFormat()
  const { sessionLength, longestSession, opensBefore, nightlyStop, timeZone, attendanceKept, usageKept } = settings
  const minutes = (value: number) => duration(value * 60_000)
  const kept = (value: number) =>
    value % 12 === 0 ? say('years', { count: value / 12 }) : say('months', { count: value })
  const hour = (value: number) => timeOfDay(new Date(2026, 0, 1, value))
  return (
    <Card title={say('sessions')}>
      <div className={css.rows}>
        <div className={css.two}>
          <Numbers
            label={say('length')}
            note={say('length_note')}
            choices={lengths.filter((it) => it <= longestSession)}
            value={sessionLength}
            shown={minutes}
            onChange={(value) => onChange({ sessionLength: value })}
          />
          <Numbers
            label={say('longest')}
            note={say('longest_note')}
            choices={lengths}
            value={longestSession}
            shown={minutes}
            onChange={(value) =>
              onChange({ longestSession: value, ...(sessionLength > value ? { sessionLength: value } : {}) })
            }
          />
        </div>
        <div className={css.two}>
          <Numbers
            label={say('opens')}
            note={say('opens_note')}
            choices={openings}
            value={opensBefore}
            shown={(value) => (value === 0 ? say('opens_at') : minutes(value))}
            onChange={(value) => onChange({ opensBefore: value })}
          />
        </div>
        <Switch
          checked={nightlyStop !== null}
          onChange={(on) => onChange({ nightlyStop: on ? usualHour : null })}
          label={say('nightly')}
          note={say('nightly_note')}
        />
        {nightlyStop === null ? null : (
          <div className={css.two}>
            <Numbers
              label={say('nightly_at')}
              choices={hours}
              value={nightlyStop}
              shown={hour}
              onChange={(value) => onChange({ nightlyStop: value })}
            />
            <Select
              label={say('time_zone')}
              note={say('time_zone_note')}
              options={
                zones.some(({ value }) => value === timeZone) ? zones : [{ value: timeZone, label: timeZone }, ...zones]
              }
              value={timeZone}
              onChange={(value) => onChange({ timeZone: value })}
            />
          </div>
        )}
        <div className={css.two}>
          <Numbers
            label={say('kept')}
            note={say('kept_note')}
            choices={months}
            value={attendanceKept}
            shown={kept}
            onChange={(value) => onChange({ attendanceKept: value })}
          />
          <Numbers
            label={say('usage_kept')}
            note={say('usage_kept_note')}
            choices={months}
            value={usageKept}
            shown={kept}
            onChange={(value) => onChange({ usageKept: value })}
          />
        </div>
      </div>
    </Card>
  )
}
