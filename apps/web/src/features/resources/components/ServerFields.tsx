import { textLengths } from '@amphi/contract/limits'
import type { ReactNode } from 'react'
import type { ResourceServer } from '@amphi/contract/resources'
import { useWords } from '#ground/words.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { TextField } from '#ui/TextField.tsx'
import type { ResourceForm } from '../resource-form.ts'
import css from './resources.module.css'

type Server = Pick<ResourceForm, 'kind' | 'carrier' | 'url'>
type Carrier = Extract<ResourceServer, { kind: 'rooms' }>['carrier']

/** Draws on which engine or server rooms are, where there is a choice. */
export type CarrierField = (props: { carrier: Carrier; onCarrier: (carrier: Carrier) => void }) => ReactNode

/** Where its conferences are: in rooms of this house, or at another server. */
export function ServerFields({
  server: { kind, carrier, url },
  error,
  required,
  carrierField,
  onServer,
}: {
  server: Server
  error?: ReactNode
  /** Whether an address must be typed; else one that is taken away means something. */
  required: boolean
  carrierField?: CarrierField
  onServer: (server: Partial<Server>) => void
}) {
  const say = useWords('resources')
  return (
    <fieldset className={css.server}>
      <legend>{say('server')}</legend>
      <Segmented
        label={say('server')}
        value={kind}
        onChange={(chosen) => onServer({ kind: chosen })}
        options={[
          { value: 'rooms', label: say('server.rooms') },
          { value: 'address', label: say('server.address') },
        ]}
      />
      <p className="small muted">{say(`server.${kind}_note`)}</p>
      {kind === 'rooms' ? carrierField?.({ carrier, onCarrier: (chosen) => onServer({ carrier: chosen }) }) : null}
      {kind === 'address' ? (
        <TextField
          label={say('url')}
          note={required ? undefined : say('url_note')}
          placeholder={say('url_example')}
          required={required}
          error={error}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={textLengths.nodeAddress.max}
          value={url}
          onChange={({ target }) => onServer({ url: target.value })}
        />
      ) : null}
    </fieldset>
  )
}
