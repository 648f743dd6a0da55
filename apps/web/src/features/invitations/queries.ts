import { useQueryClient } from '@tanstack/react-query'
import { useLive } from '#ground/live.ts'
import { keyOf, useAsk, useTell } from '#ground/queries.ts'
import { currentLanguage } from '#ground/words.ts'

/** How it would begin: not asked again while one writes. */
export const useDraft = (roomId: string) =>
  useAsk(
    'draftInvitation',
    { params: { roomId }, query: { language: currentLanguage() } },
    { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  )
export const useInvitations = (roomId: string) => useAsk('listInvitations', { params: { roomId } })
export const useInvitation = (roomId: string, invitationId: string) =>
  useAsk('readInvitation', { params: { roomId, invitationId } })
export const useSendInvitation = () => useTell('sendInvitation', { touches: ['listInvitations'] })

/** Asks anew how an invitation fares whenever one of its letters was carried, or refused. */
export const useInvitationsLive = (roomId: string) => {
  const client = useQueryClient()
  useLive(`invitations:${roomId}`, ({ say }) => {
    if (say !== 'refused') void client.invalidateQueries({ queryKey: keyOf('readInvitation') })
  })
}
