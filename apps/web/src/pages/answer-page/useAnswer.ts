import { useCallback, useEffect } from 'react'
import { useTell } from '#ground/queries.ts'

/** The secret travels in a body and is never kept by the cache. */
export const useAnswer = (secret: string) => {
  const asked = useTell('readAnswer')
  const given = useTell('giveAnswer')
  const { mutate } = asked
  const read = useCallback(() => mutate({ body: { secret } }), [mutate, secret])
  useEffect(read, [read])
  return { data: given.data ?? asked.data, error: asked.error, read, given }
}
