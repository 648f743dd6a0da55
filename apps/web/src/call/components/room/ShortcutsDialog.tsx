import { Switch } from '#ui/Choice.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Kbd } from '#ui/Marks.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './dialogs.module.css'
import { useRoom } from './RoomContext.ts'

const keys = [
  ['microphone', 'M'],
  ['camera', 'V'],
  ['hand', 'H'],
  ['chat', 'C'],
  ['people', 'P'],
  ['react', 'R'],
  ['share', 'S'],
  ['layout', 'G'],
  ['quality', 'Q'],
  ['invite', 'I'],
  ['full_screen', 'F'],
  ['help', '?'],
] as const

/** The keys, and the switch to be rid of them (WCAG 2.1.4). */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const say = useCallWords()
  const { call } = useRoom()
  const choices = useStore(call.own.choices)
  return (
    <Dialog title={say('shortcuts.title')} sub={say('shortcuts.sub')} onClose={onClose}>
      <dl className={css.keys}>
        {keys.map(([name, key]) => (
          <div key={name}>
            <dt>{say(`shortcuts.${name}`)}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
        <div>
          <dt>{say('shortcuts.pages')}</dt>
          <dd>
            <Kbd>{say('shortcuts.page_keys')}</Kbd>
          </dd>
        </div>
      </dl>
      <div className={css.switch}>
        <Switch
          label={say('shortcuts.switch')}
          checked={choices.shortcuts}
          onChange={(shortcuts) => call.own.choices.change((now) => ({ ...now, shortcuts }))}
        />
      </div>
    </Dialog>
  )
}
