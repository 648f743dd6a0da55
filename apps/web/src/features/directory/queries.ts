import { useAsk, useTell } from '#ground/queries.ts'

export const useSearchDirectory = (search: string, kind: 'person' | undefined) =>
  useAsk(
    'searchDirectory',
    { query: { ...(search ? { search } : {}), ...(kind ? { kind } : {}) } },
    { keep: true, staleTime: 20_000 },
  )
export const useChangeFavourite = () => useTell('changeFavourite', { touches: ['searchDirectory'] })
