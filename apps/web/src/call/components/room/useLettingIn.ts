import type { LobbyOutcome } from '@amphi/contract/lobby'
import { useSentence } from '#ground/useSentence.ts'
import { announce, toast } from '#ui/toasts.ts'
import { useCallWords } from '../../words.ts'
import { useRoom } from './RoomContext.ts'

/** Letting in and refusing, and what is to be said of it: that it came too late, or that there are too few seats. */
export const useLettingIn = () => {
  const say = useCallWords()
  const sentence = useSentence()
  const { call } = useRoom()
  const { admit, refuse, letIn } = call.lobby

  const tooLate = ({ otherwise }: LobbyOutcome) => {
    for (const { name, state, by } of otherwise.slice(0, 2)) {
      if (by && (state === 'admitted' || state === 'refused')) toast(say(`lobby.already_${state}`, { name, by }))
      else toast(say('lobby.gone', { name }))
    }
  }

  const deed = async (decided: Promise<LobbyOutcome>, done: (outcome: LobbyOutcome) => void) => {
    try {
      const outcome = await decided
      tooLate(outcome)
      if (outcome.decided > 0) done(outcome)
    } catch (error) {
      toast(sentence(error), 'error')
    }
  }

  const welcomed = ({ decided, seatsLeft }: LobbyOutcome) => {
    if (decided > seatsLeft) toast(say('lobby.too_few', { count: seatsLeft }))
    else announce(say('lobby.admitted', { count: decided }))
  }

  return {
    admit: (ids: readonly string[] | 'all') => void deed(admit(ids), welcomed),
    letIn: (ids: readonly string[]) => void deed(letIn(ids), welcomed),
    refuse: (ids: readonly string[]) =>
      void deed(refuse(ids), ({ decided }) => announce(say('lobby.refused_some', { count: decided }))),
  }
}
