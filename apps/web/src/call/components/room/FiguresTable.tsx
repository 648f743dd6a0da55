import { useEffect } from 'react'
import { useFormat } from '#ground/format.ts'
import type { Figures } from '../../media/types.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './quality.module.css'
import { useRoom } from './RoomContext.ts'
import { useStart } from './useElapsed.ts'

/** The line in numbers, read anew every second while someone looks. */
export function FiguresTable() {
  const say = useCallWords()
  const { number, timeOfDay } = useFormat()
  const { call } = useRoom()
  const figures = useStore(call.quality.figures)
  const start = useStart()
  useEffect(() => call.quality.watch(), [call])
  if (!figures) return null

  const round = (value: number) => number(Math.round(value * 10) / 10)
  const rate = (kilobits: number) =>
    kilobits < 1000
      ? say('quality.kilobits', { value: number(kilobits) })
      : say('quality.megabits', { value: round(kilobits / 1000) })
  const size = (bytes: number) =>
    bytes < 1e9
      ? say('quality.megabytes', { value: round(bytes / 1e6) })
      : say('quality.gigabytes', { value: round(bytes / 1e9) })
  const one = (words: string, value: string) => (
    <div>
      <dt>{words}</dt>
      <dd>{value}</dd>
    </div>
  )
  const details = ({ loss, path, receiving, sending }: Figures) => [
    loss === null ? null : one(say('quality.loss'), say('quality.percent', { value: round(loss * 100) })),
    path === null ? null : one(say('quality.path'), say(`quality.path_${path}`)),
    receiving === null ? null : one(say('quality.receiving'), receiving),
    sending === null ? null : one(say('quality.sending'), sending),
  ]
  return (
    <>
      <dl className={`${css.figures} num`}>
        {one(say('quality.received'), rate(figures.received))}
        {one(say('quality.sent'), rate(figures.sent))}
        {one(
          say('quality.delay'),
          figures.delay === null ? '–' : say('quality.milliseconds', { value: figures.delay }),
        )}
        {one(say('quality.total', { time: start ? timeOfDay(start) : '' }), size(figures.total))}
      </dl>
      <details className={css.more}>
        <summary>{say('quality.more')}</summary>
        <dl className="num">
          {details(figures).map((row, at) => (
            <div key={at} className={css.row}>
              {row}
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}
