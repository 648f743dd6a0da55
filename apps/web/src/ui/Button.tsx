import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import css from './Button.module.css'
import { classes } from './classes.ts'

export interface ButtonLook {
  /** `filled` once per region; `danger` ends or deletes, `grave` as well but beside a main one; `chalk` and `onboard` stand on the board or the stage. */
  variant?: 'filled' | 'light' | 'default' | 'subtle' | 'danger' | 'grave' | 'chalk' | 'onboard'
  /** 34, 40, 46, 54 and 62 pixels high; never less than 44 under a thumb. */
  size?: 's' | 'm' | 'l' | 'xl' | 'xxl'
  icon?: ReactNode
  iconEnd?: ReactNode
  full?: boolean
}

type ButtonProps = ButtonLook &
  ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean; ref?: Ref<HTMLButtonElement> }
type AnchorProps = ButtonLook & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }

const look = ({ variant = 'default', size = 'm', full }: ButtonLook, className?: string) => ({
  className: classes(css.button, className),
  'data-variant': variant,
  'data-size': size,
  'data-full': full || undefined,
})

/** While busy it keeps its place and its focus, and does nothing more. */
export function Button({ variant, size, icon, iconEnd, full, busy, className, children, ...rest }: ButtonProps) {
  const { onClick } = rest
  return (
    <button
      type="button"
      {...rest}
      {...look({ variant, size, full } as ButtonLook, className)}
      data-autofocus={rest.autoFocus || undefined}
      aria-disabled={busy || undefined}
      data-busy={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {icon}
      <span>{children}</span>
      {iconEnd}
    </button>
  )
}

/** The same, where it goes somewhere. */
export function ButtonAnchor({ variant, size, icon, iconEnd, full, className, children, ...rest }: AnchorProps) {
  return (
    <a
      {...rest}
      data-autofocus={rest.autoFocus || undefined}
      {...look({ variant, size, full } as ButtonLook, className)}
    >
      {icon}
      <span>{children}</span>
      {iconEnd}
    </a>
  )
}
