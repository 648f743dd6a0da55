import { useAsk, useTell } from '#ground/queries.ts'

export const usePeople = (search = '') =>
  useAsk('listPeople', { query: search ? { search } : {} }, { keep: true, staleTime: 20_000 })
export const useInvitePeople = () => useTell('invitePeople', { touches: ['listPeople', 'listLetters'] })
export const useChangePerson = () => useTell('changePerson', { touches: ['listPeople'] })
export const useInviteAgain = () => useTell('inviteAgain', { touches: ['listPeople', 'listLetters'] })
export const useRemovePerson = () => useTell('removePerson', { touches: ['listPeople', 'listGroups'] })
