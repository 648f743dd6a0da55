import { useQueryClient } from '@tanstack/react-query'
import { useLive } from '#ground/live.ts'
import { keyOf, useAsk, useTell } from '#ground/queries.ts'
import type { ReplyOf, RouteName } from '#ground/request.ts'

export type Nodes = ReplyOf<'listNodes'>
export type Node = Nodes['nodes'][number]
export type Report = ReplyOf<'testNode'>

const seen = ['listNodes', 'listNodeSessions'] as const satisfies RouteName[]

/** Kept fresh by the channel `nodes`; the half minute is for when no socket can be had. */
export const useNodes = () => useAsk('listNodes', undefined, { refetchInterval: 30_000 })
export const useNodeSessions = (nodeId: string) => useAsk('listNodeSessions', { params: { nodeId } })
export const useAddNode = () => useTell('addNode', { touches: seen })
export const useChangeNode = () => useTell('changeNode', { touches: seen })
export const useSetNodeState = () => useTell('setNodeState', { touches: seen })
export const useEmptyNode = () => useTell('emptyNode', { touches: seen })
export const useRemoveNode = () => useTell('removeNode', { touches: seen })
export const useTestNode = () => useTell('testNode')
export const useTestAddress = () => useTell('testAddress')

/** Asks anew whenever a server was asked, or something is said of one. */
export const useNodesLive = () => {
  const client = useQueryClient()
  useLive('nodes:mine', ({ say }) => {
    if (say !== 'refused') for (const name of seen) void client.invalidateQueries({ queryKey: keyOf(name) })
  })
}
