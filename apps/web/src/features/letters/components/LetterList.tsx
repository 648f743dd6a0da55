import type { LetterHead } from './types.ts'
import { postSilent } from '@amphi/contract/post'
import { useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { DataTable } from '#ui/DataTable.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Pill, type Tone } from '#ui/Marks.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { LetterDialog } from './LetterDialog.tsx'
import css from './letters.module.css'

const tones: Record<LetterHead['state'], Tone> = { kept: 'hand', queued: 'info', sent: 'open', failed: 'error' }

function Row({ letter, onOpen }: { letter: LetterHead; onOpen: () => void }) {
  const say = useWords('letters')
  const { day, timeOfDay, capital } = useFormat()
  return (
    <tr>
      <th scope="row">
        <button type="button" className={css.subject} onClick={onOpen}>
          {letter.subject}
        </button>
        <p className="small muted">
          {say(letter.copies > 0 ? 'to_hidden' : 'to', { to: letter.to, count: letter.copies })}
        </p>
      </th>
      <td>{say('at', { day: capital(day(letter.writtenAt)), time: timeOfDay(letter.writtenAt) })}</td>
      <td>
        <Pill tone={tones[letter.state]} dot>
          {say(`state.${letter.state}`)}
        </Pill>
        {letter.problem ? (
          <p className="small muted">{letter.problem === postSilent ? say('silent') : letter.problem}</p>
        ) : null}
      </td>
    </tr>
  )
}

/** What was written in the name of the institution. */
export function LetterList() {
  const say = useWords('letters')
  const sentence = useSentence()
  const { data, error, refetch } = useAsk('listLetters')
  const [opened, setOpened] = useState<LetterHead>()
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  return (
    <>
      {data.mailServer ? null : (
        <div className={css.notice}>
          <Notice tone="hand">{say('no_server')}</Notice>
        </div>
      )}
      {data.letters.length === 0 ? <EmptyState title={say('none')} text={say('none_text')} /> : null}
      {data.letters.length > 0 ? (
        <DataTable label={say('letters')} columns={[say('column.letter'), say('column.at'), say('column.state')]}>
          {data.letters.map((letter) => (
            <Row key={letter.id} letter={letter} onOpen={() => setOpened(letter)} />
          ))}
        </DataTable>
      ) : null}
      {opened ? <LetterDialog letter={opened} onClose={() => setOpened(undefined)} /> : null}
    </>
  )
}
