import type { TextProblem } from '@amphi/contract/text'
import { timeOfDay } from './format.ts'
import { Fault, Offline, Refusal } from './request.ts'
import { currentLanguage, type Say, useWords } from './words.ts'

type Failures = Say<'failures'>
type FailureKey = Parameters<Failures>[0]

/** What is wrong with a text that was typed, where that is why. */
const textProblemOf = ({ details }: Refusal): TextProblem | undefined => {
  const issues = Array.isArray(details['issues']) ? (details['issues'] as { message?: unknown }[]) : []
  return issues.map(({ message }) => message).find(isTextProblem)
}

const problems: Record<TextProblem, true> = {
  'text.unreadable': true,
  'text.invisible': true,
  'text.too_short': true,
  'text.too_long': true,
}
const isTextProblem = (message: unknown): message is TextProblem => typeof message === 'string' && message in problems

/** What went wrong, said to whoever it went wrong for. */
export const sentenceOf = (say: Failures, error: unknown): string => {
  if (error instanceof Refusal) {
    const problem = textProblemOf(error)
    if (problem) return say(problem)
    const retryAfter = error.details['retryAfter']
    const seconds = typeof retryAfter === 'number' ? retryAfter : 60
    // To the minute, and never too soon.
    const again = new Date(Math.ceil((error.at.getTime() + seconds * 1000) / 60_000) * 60_000)
    const values = { count: seconds, time: timeOfDay(currentLanguage(), again), status: error.status }
    const sentence = say(error.code as FailureKey, values)
    // A newer server may refuse in a way this page has not learnt yet.
    return sentence === error.code ? say('unknown', { reference: error.requestId ?? error.code }) : sentence
  }
  if (error instanceof Offline) return say('offline')
  return say('fault', { reference: (error instanceof Fault ? error.requestId : undefined) ?? '–' })
}

export const useSentence = () => {
  const say = useWords('failures')
  return (error: unknown) => sentenceOf(say, error)
}
