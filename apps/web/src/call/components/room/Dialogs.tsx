import { Dialog } from '#ui/Dialog.tsx'
import { useCallWords } from '../../words.ts'
import { DevicePickers } from '../DevicePickers.tsx'
import { DeviceHelp } from '../door/DeviceHelp.tsx'
import css from './dialogs.module.css'
import { InviteDialog } from './InviteDialog.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { LimitsDialog } from './LimitsDialog.tsx'
import { Quality } from './Quality.tsx'
import { useRoom } from './RoomContext.ts'
import { ReactDialog } from './ReactDialog.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'

/** The windows over the call, one at a time. */
export function Dialogs() {
  const say = useCallWords()
  const { call, dialog, showDialog } = useRoom()
  const close = () => showDialog(null)
  switch (dialog) {
    case null:
      return null
    case 'invite':
      return <InviteDialog onClose={close} />
    case 'leave':
      return <LeaveDialog onClose={close} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />
    case 'react':
      return <ReactDialog onClose={close} />
    case 'limits':
      return <LimitsDialog onClose={close} />
    case 'quality':
      return (
        <Dialog title={say('quality.title')} width={440} onClose={close}>
          <Quality bare />
        </Dialog>
      )
    case 'devices':
      return (
        <Dialog title={say('bar.devices')} onClose={close}>
          <div className={css.devices}>
            <DevicePickers own={call.own} />
            <DeviceHelp own={call.own} />
          </div>
        </Dialog>
      )
  }
}
