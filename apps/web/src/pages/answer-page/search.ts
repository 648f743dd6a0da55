import type { GivenAnswer } from '@amphi/contract/event-guests'

export const givenAnswers = ['accepted', 'tentative', 'declined'] as const satisfies readonly GivenAnswer[]

/** What the link in the letter proposes: only who presses the button says it. */
export const answerSearch = ({ say }: Record<string, unknown>): { say?: GivenAnswer } => {
  const said = givenAnswers.find((it) => it === say)
  return said ? { say: said } : {}
}
