import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useWords } from '#ground/words.ts'
import css from './Pages.module.css'
import { Tool } from './Tool.tsx'

/** Which part of a long list is shown, and the way to the others. `at` counts from 0. */
export function Pages({
  at,
  pages,
  many,
  size,
  onPage,
}: {
  at: number
  pages: number
  many: number
  size: number
  onPage: (at: number) => void
}) {
  const say = useWords('ui')
  if (pages <= 1) return null
  const go = (to: number) => {
    onPage(to)
    scrollTo({ top: 0 })
  }
  const first = at * size + 1
  return (
    <nav className={css.pages} aria-label={say('pages')}>
      <p className="muted num" role="status">
        {say('pages.which', { first, last: Math.min(many, first + size - 1), many })}
      </p>
      <Tool label={say('pages.before')} disabled={at === 0} onClick={() => go(at - 1)}>
        <IconChevronLeft size={18} stroke={2} />
      </Tool>
      <span className="num" aria-hidden="true">
        {say('pages.at', { at: at + 1, pages })}
      </span>
      <Tool label={say('pages.after')} disabled={at === pages - 1} onClick={() => go(at + 1)}>
        <IconChevronRight size={18} stroke={2} />
      </Tool>
    </nav>
  )
}
