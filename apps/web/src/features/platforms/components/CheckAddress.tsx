import { textLengths } from '@amphi/contract/limits'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'
import { TextField } from '#ui/TextField.tsx'
import { useCheckAddress } from '../queries.ts'
import css from './platforms.module.css'

/** The address a plugin is set to, or calls: what would not work with it, in plain words. */
export function CheckAddress() {
  const say = useWords('platforms')
  const sentence = useSentence()
  const check = useCheckAddress()
  const [address, setAddress] = useState('')
  const { data } = check
  const isRight = data?.findings[0] === 'right'
  return (
    <Card title={say('check')} className={css.check}>
      <p className="muted">{say('check.text')}</p>
      <form
        className={css.ask}
        onSubmit={(event) => {
          event.preventDefault()
          check.mutate({ body: { address } })
        }}
      >
        <TextField
          className={css.address}
          required
          maxLength={textLengths.platformAddress.max}
          autoComplete="off"
          spellCheck={false}
          label={say('check.address')}
          placeholder={say('check.example')}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <Button type="submit" busy={check.isPending}>
          {say('check.do')}
        </Button>
      </form>
      <div aria-live="polite">
        {check.error ? <Notice tone="error">{sentence(check.error)}</Notice> : null}
        {data ? (
          <Notice tone={isRight ? 'info' : 'error'}>
            {data.findings.map((it) => (
              <p key={it}>{say(`finding.${it}`, { name: data.client ?? '' })}</p>
            ))}
          </Notice>
        ) : null}
      </div>
    </Card>
  )
}
