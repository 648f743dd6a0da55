import { useAsk, useTell } from '#ground/queries.ts'

export const useGrants = (roomId: string) => useAsk('listGrants', { params: { roomId } })

const touches = ['listGrants', 'readRoom', 'listRooms'] as const
export const useShareRoom = () => useTell('shareRoom', { touches })
export const useChangeGrant = () => useTell('changeGrant', { touches })
export const useWithdrawGrant = () => useTell('withdrawGrant', { touches })
export const useHandOverRoom = () => useTell('handOverRoom', { touches })
