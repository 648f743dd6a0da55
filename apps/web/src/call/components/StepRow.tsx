import { IconCheck, IconCircleDashed, IconMinus, IconX } from '@tabler/icons-react'
import type { Finding, Findings, Step, Why } from '../model/trial.ts'
import { steps } from '../model/trial.ts'
import { type CallSay, useCallWords } from '../words.ts'
import css from './trial.module.css'

const icons = {
  waiting: IconCircleDashed,
  running: IconCircleDashed,
  works: IconCheck,
  fails: IconX,
  off: IconMinus,
}

const whyOf = (say: CallSay, step: Step, why: Why): string => {
  if (why === 'server') return say('test.server_fails')
  if (why === 'signal') return say('test.signal_fails')
  if (why === 'other') return say('test.otherwise')
  if (why === 'off') return say('test.off_why')
  if (why === 'not_tried' || step === 'server' || step === 'signal') return say('test.not_tried')
  return say(`test.${step}_blocked`)
}

const stateOf = (say: CallSay, { state, milliseconds }: Finding) =>
  milliseconds === undefined
    ? say(`test.${state}`)
    : `${say(`test.${state}`)}, ${say('test.time', { time: milliseconds })}`

/** The same in plain text, for a letter to whoever keeps the network. */
export const reportOf = (say: CallSay, findings: Findings): string =>
  [
    `${say('test.title')}, ${location.host}, ${new Date().toISOString()}`,
    ...steps.map((step) => `${say(`test.${step}`)} : ${stateOf(say, findings[step])}`),
    navigator.userAgent,
  ].join('\n')

/** One path: whether it works, how quick, and why not. */
export function StepRow({ step, finding }: { step: Step; finding: Finding }) {
  const say = useCallWords()
  const Icon = icons[finding.state]
  return (
    <li className={css.step} data-state={finding.state}>
      <span className={css.sign}>
        <Icon size={20} stroke={2.2} aria-hidden="true" />
      </span>
      <div className="grow">
        <p className={css.line}>
          <b>{say(`test.${step}`)}</b>
          <span className="num">{stateOf(say, finding)}</span>
        </p>
        {finding.why ? <p className={css.why}>{whyOf(say, step, finding.why)}</p> : null}
      </div>
    </li>
  )
}
