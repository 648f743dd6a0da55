import type { NodeId } from '@amphi/contract/nodes'
import { useEffect, useState } from 'react'
import { useAsk } from '#ground/queries.ts'
import { useOccupancy } from './queries.ts'

const key = 'amphi.server'

/** Which one was shown before this page was loaded again. */
const before = () => {
  try {
    return (sessionStorage.getItem(key) ?? undefined) as NodeId | undefined
  } catch {
    return undefined
  }
}

const remember = (id: string) => {
  try {
    sessionStorage.setItem(key, id)
  } catch {
    // Where nothing is kept, the same one may be shown again.
  }
}

/** The server on which a meeting would be held, where there are several; another one each time the page is loaded. */
export const useProposed = () => {
  const { data: occupancy } = useOccupancy()
  const [otherThan, setOtherThan] = useState(before)
  const query = otherThan ? { otherThan } : {}
  const enabled = (occupancy?.servers ?? 0) > 1
  const { data } = useAsk('proposeServer', { query }, { enabled, keep: true, staleTime: Infinity })
  const server = enabled ? (data ?? null) : null
  const id = server?.id
  useEffect(() => {
    if (id) remember(id)
  }, [id])
  return { server, another: () => id && setOtherThan(id) }
}
