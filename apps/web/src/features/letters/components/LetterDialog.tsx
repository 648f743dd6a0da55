import { useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useCopy } from '#ui/useCopy.ts'
import css from './letters.module.css'
import type { LetterHead } from './types.ts'

/** A letter may hold a link that lets in: it is opened on purpose, and the journal keeps who did. */
export function LetterDialog({ letter, onClose }: { letter: LetterHead; onClose: () => void }) {
  const say = useWords('letters')
  const ui = useWords('ui')
  const sentence = useSentence()
  const open = useTell('openLetter')
  const { copied, copy } = useCopy()
  const text = open.data?.text
  return (
    <Dialog
      title={letter.subject}
      sub={say(letter.copies > 0 ? 'to_hidden' : 'to', { to: letter.to, count: letter.copies })}
      width={640}
      onClose={onClose}
      actions={
        text === undefined ? (
          <Button
            autoFocus
            variant="filled"
            busy={open.isPending}
            onClick={() => open.mutate({ params: { letterId: letter.id } })}
          >
            {say('open')}
          </Button>
        ) : (
          <Button onClick={() => copy(text)}>{ui(copied ? 'copied' : 'copy')}</Button>
        )
      }
    >
      {open.error ? <Notice tone="error">{sentence(open.error)}</Notice> : null}
      {text === undefined ? <p>{say('warning')}</p> : <div className={css.text}>{text}</div>}
    </Dialog>
  )
}
