import { useAsk, useTell } from '#ground/queries.ts'

export const useSignIn = () => useTell('signIn')
export const useReadLink = (secret: string) => {
  const { mutate, ...read } = useTell('readAccountLink')
  return { ...read, read: () => mutate({ body: { secret } }) }
}
export const useSpendLink = () => useTell('useAccountLink')
export const useAskReset = () => useTell('askReset')
export const useLogins = () => useAsk('listLogins')
export const useRevokeLogin = () => useTell('revokeLogin', { touches: ['listLogins'] })
export const useRevokeLogins = () => useTell('revokeLogins', { touches: ['listLogins', 'listApiTokens'] })
