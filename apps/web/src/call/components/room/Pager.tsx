import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './pager.module.css'
import { useRoom } from './RoomContext.ts'

/** From one page of the grid to another; on a phone, dots under the pictures. */
export function Pager({ dots }: { dots?: boolean }) {
  const say = useCallWords()
  const { call } = useRoom()
  const stage = useStore(call.layout.stage)
  if (stage.kind !== 'grid' || stage.pages < 2) return null
  const { page, pages } = stage
  const words = say('grid.page', { page: page + 1, pages })
  return (
    <nav className={css.pager} aria-label={say('grid.pages')} data-dots={dots || undefined}>
      <button
        type="button"
        aria-label={say('grid.previous')}
        disabled={page === 0}
        onClick={() => call.layout.turn(page - 1)}
      >
        <IconChevronLeft size={19} stroke={2} />
      </button>
      {dots ? (
        <>
          <span className="sr">{words}</span>
          <span className={css.dots} aria-hidden="true">
            {Array.from({ length: pages }, (_, at) => (
              <i key={at} data-on={at === page || undefined} />
            ))}
          </span>
        </>
      ) : (
        <span className="num">{words}</span>
      )}
      <button
        type="button"
        aria-label={say('grid.next')}
        disabled={page === pages - 1}
        onClick={() => call.layout.turn(page + 1)}
      >
        <IconChevronRight size={19} stroke={2} />
      </button>
    </nav>
  )
}
