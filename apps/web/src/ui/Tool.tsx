import type { ButtonHTMLAttributes, Ref } from 'react'
import { classes } from './classes.ts'
import css from './Tool.module.css'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'title'> & {
  label: string
  tone?: 'board' | 'stage' | 'danger'
  size?: number
  /** Pressed or not; leave out for what is not a state. */
  on?: boolean
  ref?: Ref<HTMLButtonElement>
}

/** A button that is only an icon: its name is read aloud, and shown on hover. */
export function Tool({ label, tone, size = 36, on, className, style, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(css.tool, className)}
      data-tone={tone}
      data-on={on || undefined}
      aria-label={label}
      aria-pressed={on}
      title={label}
      style={{ width: size, height: size, ...style }}
    />
  )
}
