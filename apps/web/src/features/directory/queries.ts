import { useAsk, useTell } from '#ground/queries.ts'

export const useSearchDirectory = (search: string) =>
  useAsk('searchDirectory', { query: search ? { search } : {} }, { keep: true, staleTime: 20_000 })
export const useChangeFavourite = () => useTell('changeFavourite', { touches: ['searchDirectory'] })
