import { IconX } from '@tabler/icons-react'
import { type InputEvent, type ReactNode, type SubmitEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useWords } from '#ground/words.ts'
import css from './Dialog.module.css'
import { Notice } from './Notice.tsx'
import { Tool } from './Tool.tsx'

interface Props {
  title: ReactNode
  /** One sentence of facts under the title. */
  sub?: ReactNode
  /** Beside the title. */
  icon?: ReactNode
  /** Above all, on the board: what is at stake, drawn. */
  figure?: ReactNode
  /** The buttons; the main one last. */
  actions?: ReactNode
  /** Asks before it ends or deletes something: no cross to close it, read aloud at once. */
  alert?: boolean
  width?: number
  /** A long form: all of a phone’s screen, and its buttons always in sight. */
  whole?: boolean
  onClose: () => void
  /** Makes the dialog a form. */
  onSubmit?: () => void
  children?: ReactNode
}

/** A field whose text would be gone with the dialog; what is looked for is not. */
const holdsText = (field: EventTarget) =>
  (field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && /^(text|email|password|tel|url|number)$/.test(field.type))) &&
  field.value !== ''

/**
 * The browser's own dialog: it keeps the focus inside, gives it back, and Escape closes it, asking once more where
 * something was typed. It is open while it is drawn. It hangs on the body, so that no style of what opened it reaches it. On a phone it is a sheet at the bottom.
 */
export function Dialog(props: Props) {
  const { title, sub, icon, figure, actions, alert, width = 480, whole, onClose, onSubmit, children } = props
  const say = useWords('ui')
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // Before it leaves the page: closed afterwards, it could not give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // What asks for the focus was drawn before the dialog was open, and could not have it.
    shown?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => shown?.close()
  }, [])
  const typed = useRef(false)
  const [asking, setAsking] = useState(false)
  const leave = () => {
    if (typed.current && !asking) setAsking(true)
    else onClose()
  }
  const onInput = (event: InputEvent) => {
    typed.current = holdsText(event.target)
    setAsking(false)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // It stands elsewhere in the page than in the tree; a form around its button is not its own.
    event.stopPropagation()
    onSubmit?.()
  }
  const Frame = onSubmit ? 'form' : 'div'
  return createPortal(
    <dialog
      ref={dialog}
      className={css.dialog}
      data-whole={whole || undefined}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={id}
      aria-describedby={alert ? `${id}-text` : undefined}
      style={{ width }}
      onCancel={(event) => {
        event.preventDefault()
        leave()
      }}
      // A browser that is refused twice to close it does not ask a third time.
      onClose={(event) => event.currentTarget.open || onClose()}
      onInput={onInput}
    >
      <Frame className={css.frame} {...(onSubmit ? { onSubmit: submit } : {})}>
        {figure ? <div className={`${css.figure} board`}>{figure}</div> : null}
        <div className={css.head}>
          {icon}
          <div className="grow">
            <h2 id={id}>{title}</h2>
            {sub ? <p className="muted">{sub}</p> : null}
          </div>
          {alert ? null : (
            <Tool label={say('close')} size={40} onClick={leave} className={css.close}>
              <IconX size={20} />
            </Tool>
          )}
        </div>
        {children ? (
          <div className={css.body} id={`${id}-text`}>
            {children}
          </div>
        ) : null}
        {asking ? (
          <div className={css.asking} role="alert">
            <Notice tone="hand">{say('typed_lost')}</Notice>
          </div>
        ) : null}
        {actions ? <div className={css.foot}>{actions}</div> : null}
      </Frame>
    </dialog>,
    document.body,
  )
}
