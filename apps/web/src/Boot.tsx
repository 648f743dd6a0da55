import { RouterProvider } from '@tanstack/react-router'
import { useAsk } from '#ground/queries.ts'
import { router } from './routes.tsx'
import { Trouble } from './ui/Trouble.tsx'
import { useSentence } from '#ground/useSentence.ts'

/** Nothing can be drawn before the institution has said who it is; when it does not answer, this says so and waits. */
export function Boot() {
  const { data, failureReason, refetch } = useAsk('welcome', undefined, { staleTime: 60_000 })
  const sentence = useSentence()
  if (data) return <RouterProvider router={router} />
  if (failureReason) return <Trouble heading="h1" text={sentence(failureReason)} onRetry={() => void refetch()} />
  return null
}
