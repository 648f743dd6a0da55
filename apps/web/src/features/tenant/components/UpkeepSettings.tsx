import type { TenantSettings } from '@amphi/contract/tenants'
import { useAsk } from '#ground/queries.ts'
import { useWords } from '#ground/words.ts'
import { Card } from '#ui/Card.tsx'
import { Switch } from '#ui/Choice.tsx'
import { Numbers } from './Numbers.tsx'
import css from './TenantForm.module.css'

const months = [3, 6, 9, 12, 18, 24, 36]
const notices = [7, 14, 30, 60, 90]

/** Proposed when it is turned on: a school year, for what is needed once in it. */
const usual = { archiveAfter: 12, removeAfter: 12 }

const counted = { archiveAfter: 'archive', removeAfter: 'remove' } as const

interface Props {
  settings: TenantSettings
  onChange: (change: Partial<TenantSettings>) => void
}

/** What becomes of rooms that nobody uses. */
export function UpkeepSettings({ settings, onChange }: Props) {
  const say = useWords('tenant')
  const { archiveAfter, removeAfter, archiveNotice } = settings
  const { data: concerned } = useAsk(
    'countUnusedRooms',
    {
      query: {
        ...(archiveAfter === null ? {} : { archiveAfter }),
        ...(removeAfter === null ? {} : { removeAfter }),
      },
    },
    { enabled: archiveAfter !== null || removeAfter !== null, keep: true },
  )
  const long = (value: number) =>
    value % 12 === 0 ? say('years', { count: value / 12 }) : say('months', { count: value })
  return (
    <Card title={say('upkeep')}>
      <div className={css.rows}>
        {(['archiveAfter', 'removeAfter'] as const).map((of) => {
          const value = settings[of]
          return (
            <div className={css.rows} key={of}>
              <Switch
                checked={value !== null}
                onChange={(on) => onChange({ [of]: on ? usual[of] : null })}
                label={say(`upkeep.${of}_on`)}
                note={say(`upkeep.${of}_on_note`)}
              />
              {value === null ? null : (
                <div className={css.two}>
                  <Numbers
                    label={say(`upkeep.${of}`)}
                    note={concerned ? say(`upkeep.${of}_now`, { count: concerned[counted[of]] }) : undefined}
                    choices={months}
                    value={value}
                    shown={long}
                    onChange={(next) => onChange({ [of]: next })}
                  />
                </div>
              )}
            </div>
          )
        })}
        {archiveAfter === null && removeAfter === null ? null : (
          <div className={css.two}>
            <Numbers
              label={say('upkeep.notice')}
              note={say('upkeep.notice_note')}
              choices={notices}
              value={archiveNotice}
              shown={(value) => say('days', { count: value })}
              onChange={(value) => onChange({ archiveNotice: value })}
            />
          </div>
        )}
      </div>
    </Card>
  )
}
