import { Fault, Offline, Refusal } from './request.ts'
import { type Say, useWords } from './words.ts'

type Failures = Say<'failures'>
type FailureKey = Parameters<Failures>[0]

/** What went wrong, said to whoever it went wrong for. */
export const sentenceOf = (say: Failures, error: unknown): string => {
  if (error instanceof Refusal) {
    const retryAfter = error.details['retryAfter']
    const values = { count: typeof retryAfter === 'number' ? retryAfter : 60, status: error.status }
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
