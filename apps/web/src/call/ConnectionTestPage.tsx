import { IconCopy, IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { call } from '#ground/request.ts'
import { useTitle } from '#ground/useTitle.ts'
import { Button } from '#ui/Button.tsx'
import { announce } from '#ui/toasts.ts'
import { useCopy } from '#ui/useCopy.ts'
import { DoorTop } from './components/door/DoorTop.tsx'
import { reportOf, StepRow } from './components/StepRow.tsx'
import css from './components/trial.module.css'
import { useStore } from './components/useStore.ts'
import { createTrial, steps, verdictOf } from './model/trial.ts'
import { createScope } from './scope.ts'
import { useCallWords } from './words.ts'

const open = () => {
  const scope = createScope()
  return createTrial(scope, {
    start: () => call('startConnectionTest', {}, { signal: AbortSignal.timeout(10_000) }),
    tryWay: async (way, pass) => (await import('./media/trial.ts')).tryWay(way, pass),
  })
}

/** Which path works from here, and why not: for whoever cannot get in, and for whoever helps them. */
export function ConnectionTestPage() {
  const say = useCallWords()
  const [trial] = useState(open)
  const findings = useStore(trial.findings)
  const { copied, copy } = useCopy()
  const verdict = verdictOf(findings)
  useTitle(say('test.title'))
  useEffect(() => trial.run(), [trial])
  useEffect(() => {
    if (verdict) announce(say(`test.${verdict}`))
  }, [verdict, say])
  return (
    <div className={css.page}>
      <DoorTop />
      <main id="main" tabIndex={-1} className={css.main}>
        <h1>{say('test.title')}</h1>
        <p className={css.text}>{say('test.text')}</p>
        {verdict ? (
          <div className={css.verdict} data-verdict={verdict}>
            <b>{say(`test.${verdict}`)}</b>
            {verdict === 'bad' ? <p>{say('test.bad_text')}</p> : null}
          </div>
        ) : null}
        <ol className={css.steps} aria-label={say('test.paths')} aria-busy={verdict === null}>
          {steps.map((step) => (
            <StepRow key={step} step={step} finding={findings[step]} />
          ))}
        </ol>
        <div className={css.deeds}>
          <Button
            size="l"
            variant="filled"
            busy={verdict === null}
            icon={<IconRefresh size={19} stroke={2} />}
            onClick={trial.run}
          >
            {say('test.again')}
          </Button>
          <Button size="l" icon={<IconCopy size={19} stroke={1.8} />} onClick={() => copy(reportOf(say, findings))}>
            {say(copied ? 'test.copied' : 'test.copy')}
          </Button>
        </div>
      </main>
    </div>
  )
}
