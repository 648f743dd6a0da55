import { useWords } from '#ground/words.ts'
import css from './SkipLink.module.css'

/** The first thing Tab comes to: past all that is the same on every page, to `#main`. */
export function SkipLink() {
  const say = useWords('ui')
  return (
    <a className={css.skip} href="#main">
      {say('skip')}
    </a>
  )
}
