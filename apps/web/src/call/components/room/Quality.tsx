import { useId } from 'react'
import { qualityLevels } from '../../quality-levels.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { FiguresTable } from './FiguresTable.tsx'
import css from './quality.module.css'
import { useRoom } from './RoomContext.ts'

/** How much goes over the line, and what it carries at this moment. `bare` where a title stands above already. */
export function Quality({ bare }: { bare?: boolean }) {
  const say = useCallWords()
  const { call } = useRoom()
  const level = useStore(call.quality.level)
  const name = useId()
  return (
    <div className={css.quality}>
      {bare ? null : <h2>{say('quality.title')}</h2>}
      <fieldset>
        <legend className="sr">{say('quality.group')}</legend>
        {qualityLevels.map((one) => (
          <label key={one} data-on={one === level || undefined}>
            <input type="radio" name={name} checked={one === level} onChange={() => call.quality.choose(one)} />
            <b>{say(`quality.${one}`)}</b>
            <span>{say(`quality.${one}_note`)}</span>
          </label>
        ))}
      </fieldset>
      <FiguresTable />
    </div>
  )
}
