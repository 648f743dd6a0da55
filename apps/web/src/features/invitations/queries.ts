import { useQueryClient } from '@tanstack/react-query'
import { useLive } from '#ground/live.ts'
import { keyOf, useAsk, useTell } from '#ground/queries.ts'
import { type AskOf, call, type ReplyOf } from '#ground/request.ts'
import { useSettled } from '#ground/useSettled.ts'
import { currentLanguage } from '#ground/words.ts'

/** How it would begin: not asked again while one writes. */
export const useDraft = (roomId: string) =>
  useAsk(
    'draftInvitation',
    { params: { roomId }, query: { language: currentLanguage() } },
    { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  )
export type Invited = Pick<AskOf<'checkInvitation'>['body'], 'people' | 'groups' | 'addresses'>
const isSomebody = ({ people, groups, addresses }: Invited) =>
  [people, groups, addresses].some((all) => all && all.length > 0)

type LeftOut = ReplyOf<'checkInvitation'>
const nobody: LeftOut = { people: [], addresses: [] }

/** Asked once one pauses: a list is pasted, and read letter by letter. */
export const useLeftOut = (roomId: string, to: Invited) => {
  const client = useQueryClient()
  const asked = useSettled(JSON.stringify(to), 300)
  const body = JSON.parse(asked) as Invited
  const some = isSomebody(body)
  const { data, error } = useAsk('checkInvitation', { params: { roomId }, body }, { enabled: some, keep: true })
  const ask = { params: { roomId }, body: to } as AskOf<'checkInvitation'>
  return {
    left: some ? (data ?? nobody) : nobody,
    error: some ? error : null,
    /** As it is with those who are invited now, however short ago the last of them was written down. */
    now: (): Promise<LeftOut> =>
      isSomebody(to)
        ? client.fetchQuery({
            queryKey: keyOf('checkInvitation', ask),
            queryFn: () => call('checkInvitation', ask),
            retry: false,
            staleTime: 5_000,
          })
        : Promise.resolve(nobody),
  }
}
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
