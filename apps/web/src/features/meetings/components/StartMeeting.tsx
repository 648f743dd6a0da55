import type { NodeId } from '@amphi/contract/nodes'
import { IconVideo } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button, type ButtonLook } from '#ui/Button.tsx'
import { toast } from '#ui/toasts.ts'
import { kept } from '../kept.ts'
import { useStartMeeting } from '../queries.ts'

const loadReady = () => import('./MeetingReady.tsx')
// Drawn after an answer of the server: there is time to fetch it meanwhile, and the home page is lighter.
const MeetingReady = lazy(async () => ({ default: (await loadReady()).MeetingReady }))

/** One click starts a meeting, and hands over its two links. */
export function StartMeeting({
  label,
  server,
  ...look
}: Omit<ButtonLook, 'icon' | 'iconEnd'> & { label?: string; server?: NodeId | undefined }) {
  const say = useWords('meetings')
  const sentence = useSentence()
  const start = useStartMeeting()
  const { me } = useWelcome()
  const [open, setOpen] = useState(false)
  const onClick = () => {
    void loadReady()
    start.mutate(
      { body: server ? { server } : {} },
      {
        onSuccess: (meeting) => {
          // Whoever has an account finds it among their rooms, and leaves nothing to who uses the browser after them.
          if (!me) kept.keep(meeting)
          setOpen(true)
        },
        onError: (error) => toast(sentence(error), 'error'),
      },
    )
  }
  return (
    <>
      <Button
        {...look}
        icon={<IconVideo size={look.size === 'm' || !look.size ? 20 : 24} stroke={1.9} />}
        busy={start.isPending || open}
        onClick={onClick}
      >
        {label ?? say('start')}
      </Button>
      {open && start.data ? (
        <Suspense>
          <MeetingReady kept={!me} meeting={start.data} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
