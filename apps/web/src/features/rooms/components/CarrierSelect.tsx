import type { RoomBehaviour } from '@amphi/contract/room-settings'
import { useWords } from '#ground/words.ts'
import { Select } from '#ui/Select.tsx'
import { carrierOf, carrierWord } from '../settings-form.ts'
import { useCarriers } from './CarrierFields.tsx'

/** On which engine or server, where there is more than one to choose from; else nothing. */
export function CarrierSelect({
  carrier,
  onCarrier,
}: {
  carrier: RoomBehaviour['carrier']
  onCarrier: (carrier: RoomBehaviour['carrier']) => void
}) {
  const say = useWords('rooms')
  const chosen = carrierWord(carrier)
  const carriers = useCarriers(chosen)
  if (carriers.length <= 2 && chosen === '') return null
  return (
    <Select
      label={say('settings.carrier')}
      value={chosen}
      onChange={(word) => onCarrier(carrierOf(word))}
      options={carriers}
    />
  )
}
