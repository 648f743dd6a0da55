import type { ReactNode } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Notice } from './Notice.tsx'

/** Asks before something ends or goes: what it takes with it, and the way back, which has the focus. */
export function AskFirst({
  title,
  figure,
  keep,
  deed,
  busy,
  disabled,
  error,
  onDo,
  onClose,
  children,
}: {
  title: string
  /** On the board, above all. */
  figure?: ReactNode
  /** The way back, in words; “Cancel” where there is nothing better to say. */
  keep?: string
  /** What is done, as a verb. */
  deed: string
  busy: boolean
  disabled?: boolean
  error: unknown
  onDo: () => void
  onClose: () => void
  children: ReactNode
}) {
  const say = useWords('ui')
  const sentence = useSentence()
  return (
    <Dialog
      alert
      title={title}
      figure={figure}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {keep ?? say('cancel')}
          </Button>
          <Button variant="danger" busy={busy} disabled={disabled} onClick={onDo}>
            {deed}
          </Button>
        </>
      }
    >
      {children}
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
    </Dialog>
  )
}
