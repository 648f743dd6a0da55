import { useCallback } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { toast } from '#ui/toasts.ts'

/** Does what a moderator asked; says what came of it where it is not seen, and why where nothing did. */
export const useModerating = () => {
  const sentence = useSentence()
  return useCallback(
    <T>(deed: Promise<T>, wordsOf?: (result: T) => string): void => {
      const tell = async () => {
        try {
          const result = await deed
          if (wordsOf) toast(wordsOf(result))
        } catch (error) {
          toast(sentence(error), 'error')
        }
      }
      void tell()
    },
    [sentence],
  )
}
