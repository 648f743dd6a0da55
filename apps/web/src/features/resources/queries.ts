import { useQueryClient } from '@tanstack/react-query'
import type { Template } from '@amphi/contract/resources'
import { useLive } from '#ground/live.ts'
import { keyOf, useAsk, useTell } from '#ground/queries.ts'
import type { RouteName } from '#ground/request.ts'

const seen = ['listResources', 'readResource', 'listResourceGrants', 'listCalendars'] as const satisfies RouteName[]

/** Those one may book or look after. */
export const useResources = () => useAsk('listResources')
export const useResource = (resourceId: string) => useAsk('readResource', { params: { resourceId } })
export const useResourceGrants = (resourceId: string) => useAsk('listResourceGrants', { params: { resourceId } })

export const useCreateResource = () => useTell('createResource', { touches: seen })
export const useChangeResource = () => useTell('changeResource', { touches: seen })
export const useWriteTemplates = () => useTell('writeTemplates', { touches: seen })
export const useShareResource = () => useTell('shareResource', { touches: seen })
export const useWithdrawResourceGrant = () => useTell('withdrawResourceGrant', { touches: seen })
export const useRemoveResource = () => useTell('removeResource', { touches: ['listResources', 'listCalendars'] })

export const usePreview = (template: Template, name: string) =>
  useAsk('previewTemplate', { body: { template, name } }, { keep: true, staleTime: 60_000 })

/** Asks anew for what is shown whenever a resource is made, changed, shared or removed. */
export const useResourcesLive = () => {
  const client = useQueryClient()
  useLive('resources', ({ say }) => {
    if (say === 'refused') return
    for (const name of seen) void client.invalidateQueries({ queryKey: keyOf(name) })
  })
}
