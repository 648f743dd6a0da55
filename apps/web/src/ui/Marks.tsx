import type { ReactNode } from 'react'
import { useWords } from '#ground/words.ts'
import css from './Marks.module.css'

export type Tone = 'open' | 'closed' | 'live' | 'rec' | 'hand' | 'info' | 'plum' | 'plain' | 'error'

export function Pill({
  tone = 'plain',
  dot,
  icon,
  solid,
  children,
}: {
  tone?: Tone
  dot?: boolean
  icon?: ReactNode
  solid?: boolean
  children: ReactNode
}) {
  return (
    <span className={css.pill} data-tone={tone} data-solid={solid || undefined}>
      {dot ? <span className={css.dot} /> : null}
      {icon}
      {children}
    </span>
  )
}

/** A disc is open, a ring is closed; a word always stands beside it. */
export function Dot({ tone }: { tone: Tone }) {
  return <span className={css.dot} data-tone={tone} />
}

/** Connection quality: bars and, for screen readers, a word. */
export function Bars({
  level,
  size = 14,
  tone = 'currentColor',
  label,
}: {
  level: 0 | 1 | 2 | 3
  size?: number
  tone?: string
  label?: string
}) {
  const say = useWords('ui')
  return (
    <svg
      width={size * 1.15}
      height={size}
      viewBox="0 0 16 14"
      role="img"
      aria-label={label ?? say(`connection.${level}`)}
    >
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1 + bar * 5.2}
          y={9 - bar * 4}
          width="3.6"
          height={5 + bar * 4}
          rx="1.2"
          fill={tone}
          opacity={bar < level ? 1 : 0.28}
        />
      ))}
    </svg>
  )
}

/** A level from 0 to 1; cells past four fifths are loud. */
export function Meter({ value, cells = 18, height = 10 }: { value: number; cells?: number; height?: number }) {
  const say = useWords('ui')
  return (
    <span className={css.meter} role="img" aria-label={say('meter', { percent: Math.round(value * 100) })}>
      {Array.from({ length: cells }, (_, cell) => (
        <i
          key={cell}
          style={{ height }}
          data-on={cell / cells < value || undefined}
          data-loud={cell / cells > 0.82 || undefined}
        />
      ))}
    </span>
  )
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className={css.kbd}>{children}</kbd>
}
