import { useAsk, useTell } from '#ground/queries.ts'

export const useGrants = (roomId: string) => useAsk('listGrants', { params: { roomId } })

const touches = ['listGrants', 'readRoom', 'listRooms'] as const
export const useShareRoom = () => useTell('shareRoom', { touches })
/** Only those with whom it is shared come in from now on. */
export const useReserveRoom = () =>
  useTell('changeRoomSettings', { touches: ['readRoom', 'readRoomSettings', 'listRooms'] })
export const useChangeGrant = () => useTell('changeGrant', { touches })
export const useWithdrawGrant = () => useTell('withdrawGrant', { touches })
export const useHandOverRoom = () => useTell('handOverRoom', { touches })
