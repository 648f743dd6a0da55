import { textLengths } from '@amphi/contract/limits'
import type { BbbAlgorithm, BbbClient } from '@amphi/contract/bbb-clients'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Checkbox } from '#ui/Choice.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { TextField } from '#ui/TextField.tsx'
import { useChangePlatform } from '../queries.ts'
import css from './platforms.module.css'

/** From the one that old plugins know alone to the strongest. */
const algorithms: readonly BbbAlgorithm[] = ['sha1', 'sha256', 'sha384', 'sha512']

/** How a platform is called, how many meetings it may have at once, and how its calls may be signed. */
export function ChangePlatform({ platform, onClose }: { platform: BbbClient; onClose: () => void }) {
  const say = useWords('platforms')
  const sentence = useSentence()
  const change = useChangePlatform()
  const [name, setName] = useState(platform.name)
  const [most, setMost] = useState(platform.mostMeetings === null ? '' : String(platform.mostMeetings))
  const [allowed, setAllowed] = useState<readonly BbbAlgorithm[]>(platform.algorithms)
  const isNumber = most.trim() === '' || /^[1-9]\d{0,4}$/.test(most.trim())
  const body = {
    name,
    mostMeetings: most.trim() === '' ? null : Number(most),
    algorithms: algorithms.filter((it) => allowed.includes(it)),
  }
  return (
    <FormDialog
      title={say('change.title', { name: platform.name })}
      onClose={onClose}
      onSubmit={() => change.mutate({ params: { bbbClientId: platform.id }, body }, { onSuccess: onClose })}
      deed={say('change.save')}
      busy={change.isPending}
      disabled={!isNumber || allowed.length === 0}
    >
      {change.error ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
      <TextField
        required
        maxLength={textLengths.platformName.max}
        label={say('name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        inputMode="numeric"
        maxLength={5}
        label={say('most')}
        placeholder={say('most_none')}
        note={say('most_note')}
        value={most}
        error={isNumber ? undefined : say('most_wrong')}
        onChange={(event) => setMost(event.target.value)}
      />
      <fieldset className={css.signed}>
        <legend>{say('signed')}</legend>
        {algorithms.map((it) => (
          <Checkbox
            key={it}
            label={say(`signed.${it}`)}
            checked={allowed.includes(it)}
            onChange={(on) => setAllowed(on ? [...allowed, it] : allowed.filter((other) => other !== it))}
          />
        ))}
        <p className="small muted">{say(allowed.length === 0 ? 'signed_none' : 'signed_note')}</p>
      </fieldset>
    </FormDialog>
  )
}
