import type { ReactNode } from 'react'
import { useWords } from '#ground/words.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

/** A form in a dialog: its fields, the way back, and the deed, which waits while it is `busy`. */
export function FormDialog({
  title,
  sub,
  width = 480,
  aside,
  deed,
  busy,
  disabled,
  onSubmit,
  onClose,
  children,
}: {
  title: ReactNode
  sub?: ReactNode
  width?: number
  /** Before the buttons: a count, a figure. */
  aside?: ReactNode
  /** What is done, as a verb. */
  deed: string
  busy: boolean
  disabled?: boolean
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  const say = useWords('ui')
  return (
    <Dialog
      title={title}
      sub={sub}
      width={width}
      onClose={onClose}
      onSubmit={() => {
        if (!busy) onSubmit()
      }}
      actions={
        <>
          {aside}
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button type="submit" variant="filled" busy={busy} disabled={disabled}>
            {deed}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
