import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutateAsyncFunction,
  type UseQueryOptions,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import { backOff } from './back-off.ts'
import { once } from './once.ts'
import { type AskOf, call, Offline, Refusal, type ReplyOf, type RouteName, type Said } from './request.ts'

/** The one way a key is spelt. `keyOf('readRoom')` stands for every room that was read. */
export const keyOf = <N extends RouteName>(name: N, ask?: AskOf<N>): readonly unknown[] => {
  if (!ask) return [name]
  const { params, query, body } = ask as { params?: unknown; query?: unknown; body?: unknown }
  // Some questions are too long for an address.
  return [name, params ?? null, query ?? null, ...(body === undefined ? [] : [body])]
}

/** A refusal stays a refusal and a fault a fault; only silence is worth asking again. */
const retry = (_: number, error: Error) => error instanceof Offline

/** Whoever was signed out elsewhere learns it here: the page asks anew who is there, and turns to the sign-in. */
const lost = (error: Error) => {
  if (error instanceof Refusal && error.code === 'login.required')
    void queryClient.invalidateQueries({ queryKey: keyOf('welcome') })
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: lost }),
  defaultOptions: {
    queries: {
      retry,
      retryDelay: (attempt) => backOff(attempt),
      networkMode: 'always',
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always', onError: lost },
  },
})

type AskOptions<N extends RouteName> = Pick<
  UseQueryOptions<ReplyOf<N>>,
  'enabled' | 'refetchInterval' | 'staleTime' | 'gcTime'
> & {
  /** Keep showing the answer to the question before, while this one is asked (a search). */
  keep?: boolean
}

/** Asks, and keeps the answer fresh. */
export const useAsk = <N extends RouteName>(name: N, ...rest: Said<N, AskOptions<N>>) => {
  const [ask, { keep, ...options } = {}] = rest
  return useQuery<ReplyOf<N>>({
    queryKey: keyOf(name, ask),
    queryFn: ({ signal }) => call(name, ...([ask, { signal }] as Said<N, { signal: AbortSignal }>)),
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
    ...options,
  })
}

/** Tells the server to do something, once however often it is pressed; then whatever it `touches` is asked again. */
export const useTell = <N extends RouteName>(name: N, { touches = [] }: { touches?: readonly RouteName[] } = {}) => {
  const client = useQueryClient()
  const mutation = useMutation<ReplyOf<N>, Error, AskOf<N>>({
    mutationFn: (ask) => call(name, ...([ask] as Said<N>)),
    onSuccess: () => {
      for (const touched of touches) void client.invalidateQueries({ queryKey: keyOf(touched) })
    },
  })
  const send = mutation.mutateAsync
  const told = useMemo(() => {
    const mutateAsync: UseMutateAsyncFunction<ReplyOf<N>, Error, AskOf<N>> = once(send)
    // Whoever does not wait for the answer reads a refusal from the mutation.
    const mutate: typeof mutation.mutate = (...ask) => void mutateAsync(...ask).catch(() => undefined)
    return { mutateAsync, mutate }
  }, [send])
  return { ...mutation, ...told }
}
