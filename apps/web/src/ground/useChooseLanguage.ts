import type { Language } from '@amphi/contract/requests'
import { useTell } from './queries.ts'
import { greet, useWelcome } from './welcome.ts'
import { chooseLanguage } from './words.ts'

/** Turns the page to a language at once, and the account of whoever has one; `onError` hears why the account is not. */
export const useChooseLanguage = (onError: (error: Error) => void) => {
  const { me } = useWelcome()
  const change = useTell('changeMe')
  return (language: Language) => {
    void chooseLanguage(language)
    if (me) change.mutate({ body: { language } }, { onError, onSuccess: (changed) => void greet(changed) })
  }
}
