import { useAsk, useTell } from '#ground/queries.ts'

export const useLinks = (roomId: string, mayKnow: boolean) =>
  useAsk('listLinks', { params: { roomId } }, { enabled: mayKnow })
export const useMakeLink = () => useTell('makeLink', { touches: ['listLinks'] })
export const useRevokeLink = () => useTell('revokeLink', { touches: ['listLinks'] })
