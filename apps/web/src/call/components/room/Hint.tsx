import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from '#ui/Button.tsx'
import { Tool } from '#ui/Tool.tsx'
import { useCallWords } from '../../words.ts'
import css from './hints.module.css'

interface Props {
  icon: ReactNode
  words: string
  deed?: string
  onDeed?: () => void
  /** Where it can be put away. */
  onClose?: () => void
}

/** A sentence over the stage, with what can be done about it. */
export function Hint({ icon, words, deed, onDeed, onClose }: Props) {
  const say = useCallWords()
  return (
    <div className={css.hint}>
      {icon}
      <span className="grow">{words}</span>
      {deed ? (
        <Button variant="chalk" size="s" onClick={onDeed}>
          {deed}
        </Button>
      ) : null}
      {onClose ? (
        <Tool label={say('told.close')} tone="stage" onClick={onClose} className={css.close}>
          <IconX size={18} stroke={2} />
        </Tool>
      ) : null}
    </div>
  )
}
