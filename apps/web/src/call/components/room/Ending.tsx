import { IconClockPause, IconClockPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { toast } from '#ui/toasts.ts'
import { useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './ending.module.css'
import { useRoom } from './RoomContext.ts'
import { elapsedOf } from './useElapsed.ts'

function Left({ at }: { at: number }) {
  const now = useNow(250)
  // A second that has begun is still there.
  return <b className={`num ${css.left}`}>{elapsedOf(Math.ceil((at - now.getTime()) / 1000) * 1000)}</b>
}

/** The meeting will end by itself: why, in how long, and for those who may, the way to let it last. */
export function Ending() {
  const say = useCallWords()
  const sentence = useSentence()
  const { timeOfDay } = useFormat()
  const { call } = useRoom()
  const ending = useStore(call.ending)
  const mayExtend = useStore(call.session.seen)?.can.extend ?? false
  const [busy, setBusy] = useState(false)
  if (!ending) return null
  const extend = async () => {
    setBusy(true)
    try {
      const until = await call.extend()
      if (until) toast(say('ending.extended', { time: timeOfDay(until) }))
    } catch (error) {
      toast(sentence(error), 'error')
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={css.ending} data-near={ending.near || undefined} aria-label={say('ending.region')}>
      <IconClockPause size={20} stroke={1.9} aria-hidden="true" />
      <p className="grow">
        <span className={css.why}>{say(`ending.${ending.why}`)}</span> {say('ending.in')} <Left at={ending.at} />
      </p>
      {mayExtend && ending.why === 'max_duration' ? (
        <Button size="s" busy={busy} icon={<IconClockPlus size={18} stroke={1.9} />} onClick={() => void extend()}>
          {say('ending.extend')}
        </Button>
      ) : null}
    </section>
  )
}
