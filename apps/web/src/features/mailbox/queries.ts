import type { Box } from '@amphi/contract/memos'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useLive } from '#ground/live.ts'
import { keyOf, useAsk, useTell } from '#ground/queries.ts'
import { call, type ReplyOf, type RouteName } from '#ground/request.ts'

export type Head = ReplyOf<'listMemos'>['memos'][number]

/** All that tells of the mailbox. */
const seen = ['countUnread', 'listMemos', 'readMemo'] as const satisfies RouteName[]

/** Kept fresh by the channel `mailbox`; the minute is for when no socket can be had (an old proxy). */
export const useUnread = () => useAsk('countUnread', undefined, { refetchInterval: 60_000 }).data?.unread ?? 0

/** The list, fifty at a time. */
export const useMemos = (box: Box) =>
  useInfiniteQuery({
    queryKey: [...keyOf('listMemos'), box],
    queryFn: ({ pageParam, signal }) =>
      call('listMemos', { query: { box, ...(pageParam ? { after: pageParam } : {}) } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ memos, more }) => (more ? memos.at(-1)?.id : undefined),
  })

export const useOneMemo = (memoId: string) => useAsk('readMemo', { params: { memoId } })
export const useChangeMemo = () => useTell('changeMemo', { touches: seen })
export const useRemoveMemo = () => useTell('removeMemo', { touches: ['countUnread', 'listMemos'] })
export const useReply = () => useTell('replyToMemo', { touches: ['readMemo'] })

/** Asks anew for what is shown of the mailbox whenever something comes in, or is read elsewhere. */
export const useMailboxLive = (signedIn: boolean) => {
  const client = useQueryClient()
  useLive(signedIn ? 'mailbox' : undefined, ({ say }) => {
    if (say !== 'refused') for (const name of seen) void client.invalidateQueries({ queryKey: keyOf(name) })
  })
}
