import type { Me } from '@amphi/contract/profile'
import { keyOf, queryClient, useAsk } from './queries.ts'
import { live } from './live.ts'
import type { ReplyOf } from './request.ts'
import { chooseLanguage } from './words.ts'

export type Welcome = ReplyOf<'welcome'>

/** Who the institution is and who is asking. The page is drawn once this is known, so whoever asks is answered. */
export const useWelcome = (): Welcome => {
  const { data } = useAsk('welcome', undefined, { staleTime: 60_000 })
  if (!data) throw new Error('a page was drawn before the welcome')
  return data
}

/** The same, where there is no component: a route deciding whether someone may pass. */
export const welcomed = () => queryClient.getQueryData<Welcome>(keyOf('welcome'))

/** Someone signed in or changed who they are: what was known of them is put in place. */
export const greet = async (me: Me) => {
  const before = welcomed()
  queryClient.setQueryData<Welcome>(keyOf('welcome'), (welcome) => welcome && { ...welcome, me })
  if (me.language) await chooseLanguage(me.language)
  if (before?.me?.id === me.id) return
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'welcome' })
  live.renew()
}

/** Someone signed out: nothing of theirs stays on the page. */
export const partWith = () => {
  queryClient.setQueryData<Welcome>(keyOf('welcome'), (welcome) => welcome && { ...welcome, me: null })
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'welcome' })
  live.renew()
}
