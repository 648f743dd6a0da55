import { useAsk, useTell } from '#ground/queries.ts'

export const useGroups = () => useAsk('listGroups')
export const useCreateGroup = () => useTell('createGroup', { touches: ['listGroups'] })
export const useChangeGroup = () => useTell('changeGroup', { touches: ['listGroups'] })
export const useRemoveGroup = () => useTell('removeGroup', { touches: ['listGroups'] })
