import { IconCheck, IconHelp, IconMinus, IconX } from '@tabler/icons-react'
import type { Answer } from '@amphi/contract/event-guests'
import type { ReactNode } from 'react'
import { useWords } from '#ground/words.ts'
import css from './events.module.css'

const icons: Record<Answer, ReactNode> = {
  accepted: <IconCheck size={16} stroke={2.2} />,
  declined: <IconX size={16} stroke={2.2} />,
  tentative: <IconHelp size={16} stroke={2} />,
  'needs-action': <IconMinus size={16} stroke={2} />,
}

/** What somebody said to an invitation. */
export function GivenAnswer({ answer }: { answer: Answer }) {
  const say = useWords('events')
  return (
    <span className={css.answer} data-answer={answer}>
      {icons[answer]}
      {say(`answer.${answer}`)}
    </span>
  )
}
