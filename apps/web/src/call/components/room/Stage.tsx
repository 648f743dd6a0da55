import { useEffect, useRef } from 'react'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { Cut } from './Cut.tsx'
import { Flying } from './Flying.tsx'
import { Focus } from './Focus.tsx'
import { Grid } from './Grid.tsx'
import { Hints } from './Hints.tsx'
import { Pager } from './Pager.tsx'
import { useRoom } from './RoomContext.ts'
import { Sharing } from './Sharing.tsx'
import { SoundOnly } from './SoundOnly.tsx'
import css from './stage.module.css'

/** Where people and screens are seen; as large as what stands around it allows. */
export function Stage({ furnished }: { furnished: boolean }) {
  const say = useCallWords()
  const { call } = useRoom()
  const stage = useStore(call.layout.stage)
  const narrow = useStore(call.layout.narrow)
  const connection = useStore(call.connection.state)
  const place = useRef<HTMLDivElement>(null)
  const cut = connection.kind === 'reconnecting'
  const dim = cut && !connection.pictures

  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const watcher = new ResizeObserver(([entry]) => {
      if (entry) call.layout.setSpace({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [call])

  return (
    <main className={`${css.stage} stage`} aria-labelledby="call-stage">
      <h2 id="call-stage" className="sr">
        {say('call.stage')}
      </h2>
      <Cut />
      <Sharing />
      <SoundOnly />
      <div className={css.place} ref={place}>
        {stage.kind === 'grid' ? <Grid stage={stage} dim={dim} /> : <Focus stage={stage} dim={dim} />}
      </div>
      {narrow && stage.kind === 'grid' && stage.pages > 1 ? <Pager dots /> : null}
      {furnished ? (
        <>
          <Flying />
          <Hints />
        </>
      ) : null}
    </main>
  )
}
