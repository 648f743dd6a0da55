import { Linked } from '#ui/Linked.tsx'
import { useCallWords } from '../../words.ts'

/** What the room says to whoever comes; nothing, where it says nothing or they may not read it yet. */
export function RoomWelcome({ text, className }: { text: string | null; className: string | undefined }) {
  const say = useCallWords()
  if (!text) return null
  return (
    <section className={className} aria-label={say('ready.welcome')} tabIndex={0}>
      <Linked text={text} />
    </section>
  )
}
