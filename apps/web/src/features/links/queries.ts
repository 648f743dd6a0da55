import { useAsk, useTell } from '#ground/queries.ts'

export const useLinks = (roomId: string, mayKnow: boolean) =>
  useAsk('listLinks', { params: { roomId } }, { enabled: mayKnow })
export const useChosenLink = (roomId: string, mayKnow: boolean) =>
  useAsk('readChosenLink', { params: { roomId } }, { enabled: mayKnow })
/** What is shown of a room everywhere bears the name. */
export const useChooseLink = () => useTell('chooseLink', { touches: ['readChosenLink', 'readRoom', 'listRooms'] })
export const useMakeLink = () => useTell('makeLink', { touches: ['listLinks'] })
export const useRevokeLink = () => useTell('revokeLink', { touches: ['listLinks'] })
