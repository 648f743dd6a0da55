import { IconAlertTriangle, IconBell, IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useWords } from '#ground/words.ts'
import css from './Announcer.module.css'
import { Tool } from './Tool.tsx'
import { dismiss, type ToastLink, useSpoken, useToasts } from './toasts.ts'

function Way({ label, onFollow, ...link }: ToastLink & { onFollow: () => void }) {
  return (
    <a className={css.way} {...link} onClick={onFollow}>
      {label}
    </a>
  )
}

const icons = {
  plain: <IconCheck size={19} stroke={2.2} />,
  error: <IconAlertTriangle size={19} stroke={2} />,
  reminder: <IconBell size={19} stroke={2} />,
}

/** Stands once, at the root: toasts, and the voice of the page. */
export function Announcer() {
  const say = useWords('ui')
  const toasts = useToasts()
  const spoken = useSpoken()
  const shelf = useRef<HTMLDivElement>(null)
  const some = toasts.length > 0
  useEffect(() => {
    // As a popover it is in the top layer, so that an open dialog does not cover it.
    if (some) shelf.current?.showPopover()
    else shelf.current?.hidePopover()
  }, [some, toasts])
  return (
    <>
      {/* Two places taking turns: the same sentence twice is then a change twice, and is read twice. */}
      <div className={`sr ${css.voice}`} aria-live="polite">
        {spoken.id % 2 ? spoken.text : ''}
      </div>
      <div className={`sr ${css.voice}`} aria-live="polite">
        {spoken.id % 2 ? '' : spoken.text}
      </div>
      <div ref={shelf} popover="manual" role="region" aria-label={say('notices')} className={css.shelf}>
        {toasts.map(({ id, text, tone, undo, link }) => (
          <div key={id} className={`${css.toast} board`} data-tone={tone}>
            {icons[tone]}
            <span className="grow">{text}</span>
            {link ? <Way {...link} onFollow={() => dismiss(id)} /> : null}
            {undo ? (
              <button
                type="button"
                className={css.way}
                onClick={() => {
                  dismiss(id)
                  undo()
                }}
              >
                {say('undo')}
              </button>
            ) : null}
            <Tool label={say('close')} tone="board" size={32} onClick={() => dismiss(id)}>
              <IconX size={17} />
            </Tool>
          </div>
        ))}
      </div>
    </>
  )
}
