import { IconServer2 } from '@tabler/icons-react'
import { useAsk } from '#ground/queries.ts'
import { useWords } from '#ground/words.ts'
import { type Option, Select } from '#ui/Select.tsx'
import type { SettingsDraft } from '../useSettingsDraft.ts'
import { useLocks } from './Locks.tsx'
import { Section } from './Section.tsx'

const icon = { size: 20, stroke: 1.8, 'aria-hidden': true } as const

/** What may carry sessions: whichever, any of an engine, or this one; and what is chosen now, also where it is gone. */
export const useCarriers = (chosen: string): Option[] => {
  const say = useWords('rooms')
  const { data = [] } = useAsk('listCarriers')
  const options = data.flatMap(({ engine, nodes }) => [
    ...(data.length > 1
      ? [{ value: `engine ${engine}`, label: say('settings.any_of', { engine: say(`engine.${engine}`) }) }]
      : []),
    ...nodes.map(({ id, name }) => ({ value: `node ${id}`, label: name })),
  ])
  const isKnown = chosen === '' || options.some(({ value }) => value === chosen)
  return [
    { value: '', label: say('settings.carrier_auto') },
    ...options,
    ...(isKnown ? [] : [{ value: chosen, label: say('settings.carrier_gone') }]),
  ]
}

/** Whether what is chosen may lead to Jitsi, of whose limits whoever chooses is told. */
const useMayBeJitsi = (chosen: string) => {
  const { data = [] } = useAsk('listCarriers')
  const theirs = data.find(({ engine }) => engine === 'jitsi')
  if (!theirs) return false
  return chosen === '' || chosen === 'engine jitsi' || theirs.nodes.some(({ id }) => chosen === `node ${id}`)
}

/** On which server the room's sessions are held, where the institution lets rooms say so; else nothing. */
export function CarrierFields({ draft }: { draft: SettingsDraft }) {
  const say = useWords('rooms')
  const mayBeJitsi = useMayBeJitsi(draft.form.carrier)
  const { form, settings, type } = draft
  const carriers = useCarriers(form.carrier)
  const lock = useLocks(settings)
  const isOffered = carriers.length > 2 || form.carrier !== ''
  const { opensByRoom } = settings.institution
  if (!isOffered && !opensByRoom) return null
  return (
    <Section icon={<IconServer2 {...icon} />} title={say('settings.carrier_part')} aside={say('settings.next')}>
      {isOffered ? (
        <Select
          label={say('settings.carrier')}
          value={form.carrier}
          onChange={(carrier) => type({ carrier })}
          options={carriers}
          {...lock('carrier')}
        />
      ) : null}
      {opensByRoom ? (
        <Select
          label={say('settings.engine_pages')}
          note={say('settings.engine_pages_note')}
          value={form.enginePages}
          onChange={(enginePages) => type({ enginePages })}
          options={[
            { value: '', label: say('settings.engine_pages_tab') },
            { value: 'inside', label: say('settings.engine_pages_inside') },
          ]}
          {...lock('enginePages')}
        />
      ) : null}
      <p className="small muted">{say('settings.carrier_own')}</p>
      {mayBeJitsi ? <p className="small muted">{say('settings.carrier_jitsi')}</p> : null}
    </Section>
  )
}
