import { useAsk, useTell } from '#ground/queries.ts'

const touches = ['listBbbClients'] as const

export const usePlatforms = () => useAsk('listBbbClients')
export const useAddPlatform = () => useTell('addBbbClient', { touches })
export const useChangePlatform = () => useTell('changeBbbClient', { touches })
export const useRenewSecret = () => useTell('renewBbbSecret', { touches })
export const useRemovePlatform = () => useTell('removeBbbClient', { touches })
export const useCalls = (bbbClientId: string) => useAsk('listBbbCalls', { params: { bbbClientId } })
export const useCheckAddress = () => useTell('checkBbbAddress')
