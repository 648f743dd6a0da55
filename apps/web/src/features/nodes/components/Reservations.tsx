import { useWords } from '#ground/words.ts'
import { CopyLine } from '#ui/CopyLine.tsx'

/** In Prosody’s own tongue; the first asks here, the others make what is answered hold. */
const settings = (address: string) => `reservations_api_prefix = "${address}"
reservations_enable_max_occupants = true
reservations_enable_lobby_support = true
reservations_enable_password_support = true`

/** What is written into Prosody, so that Jitsi asks here before it opens a meeting. */
export function Reservations({ address }: { address: string }) {
  const say = useWords('nodes')
  const lines = settings(address)
  return <CopyLine label={say('reservations')} value={lines} shown={lines} note={say('reservations.text')} />
}
