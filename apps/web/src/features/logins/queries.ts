import { useCallback, useEffect } from 'react'
import { useAsk, useTell } from '#ground/queries.ts'

export const useSignIn = () => useTell('signIn')
/** The secret travels in a body and is never kept by the cache. */
export const useReadLink = (secret: string) => {
  const { mutate, data, error } = useTell('readAccountLink')
  const read = useCallback(() => mutate({ body: { secret } }), [mutate, secret])
  useEffect(read, [read])
  return { data, error, read }
}
export const useSpendLink = () => useTell('useAccountLink')
export const useAskReset = () => useTell('askReset')
export const useLogins = () => useAsk('listLogins')
export const useRevokeLogin = () => useTell('revokeLogin', { touches: ['listLogins'] })
export const useRevokeLogins = () =>
  useTell('revokeLogins', { touches: ['listLogins', 'listApiTokens', 'listAppPasswords'] })
