import { IconPlus, IconX } from '@tabler/icons-react'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Select } from '#ui/Select.tsx'
import { Tool } from '#ui/Tool.tsx'
import { proposedReminders, reminderWords } from '../reminder-words.ts'
import css from './events.module.css'

const most = 5

/** When one wants to be reminded, each once. */
export function ReminderFields({
  reminders,
  onReminders,
}: {
  reminders: readonly number[]
  onReminders: (reminders: number[]) => void
}) {
  const say = useWords('events')
  const free = proposedReminders.filter((it) => !reminders.includes(it))
  const next = free.find((it) => it >= 10) ?? free[0]
  return (
    <fieldset className={css.reminders}>
      <legend>{say('reminders')}</legend>
      {reminders.map((minutes) => {
        const offered = [...new Set([...free, minutes])].toSorted((a, b) => a - b)
        const words = reminderWords(say, minutes)
        return (
          <div key={minutes} className={css.reminder}>
            <Select
              bare
              label={say('reminder')}
              className="grow"
              value={String(minutes)}
              onChange={(value) => onReminders(reminders.map((it) => (it === minutes ? Number(value) : it)))}
              options={offered.map((it) => ({ value: String(it), label: reminderWords(say, it) }))}
            />
            <Tool
              label={say('reminder.remove', { reminder: words })}
              size={44}
              onClick={() => onReminders(reminders.filter((it) => it !== minutes))}
            >
              <IconX size={18} />
            </Tool>
          </div>
        )
      })}
      {reminders.length < most && next !== undefined ? (
        <Button
          size="s"
          variant="subtle"
          icon={<IconPlus size={17} stroke={2} />}
          onClick={() => onReminders([...reminders, next])}
        >
          {say('reminder.add')}
        </Button>
      ) : null}
    </fieldset>
  )
}
