import { textLengths } from '@amphi/contract/limits'
import type { ResourceDetail } from '@amphi/contract/resources'
import { useState } from 'react'
import { Refusal } from '#ground/request.ts'
import { typedSince } from '#ground/typed-since.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { TextField } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { useChangeResource } from '../queries.ts'
import { changesOf, formOf, isDissociated, type ResourceForm } from '../resource-form.ts'
import { HoursFields } from './HoursFields.tsx'
import css from './resources.module.css'
import { type CarrierField, ServerFields } from './ServerFields.tsx'

const policies = ['accepts', 'accepts_when_free', 'keepers_decide'] as const satisfies readonly ResourceForm['policy'][]
const lengths = ['', '15', '30', '45', '60', '90', '120'] as const

/** What it is called, where its conferences are, and what is said of it to whoever books it. */
export function ResourceSettings({
  resource,
  carrierField,
  onDissociate,
}: {
  resource: ResourceDetail
  carrierField: CarrierField
  /** Its server was taken away, and that was saved. */
  onDissociate: () => void
}) {
  const say = useWords('resources')
  const ui = useWords('ui')
  const sentence = useSentence()
  const change = useChangeResource()
  const before = formOf(resource)
  const [typed, setTyped] = useState<Partial<ResourceForm>>({})
  const form = { ...before, ...typed }
  const type = (more: Partial<ResourceForm>) => setTyped({ ...typed, ...more })
  const changes = changesOf(before, form)
  const isTaken = change.error instanceof Refusal && change.error.code === 'resource.address_taken'
  const shortest = form.shortest === null ? '' : String(form.shortest)
  const save = () => {
    if (change.isPending) return
    if (isDissociated(before, form)) onDissociate()
    else
      change.mutate(
        { params: { resourceId: resource.id }, body: changes },
        {
          onSuccess: () => {
            setTyped((after) => typedSince(typed, after))
            toast(say('saved'))
          },
        },
      )
  }
  return (
    <Card title={say('settings')} className={css.card}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {change.error && !isTaken ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
        <div className={css.two}>
          <TextField
            required
            maxLength={textLengths.resourceName.max}
            label={say('name')}
            note={say('name_note')}
            value={form.name}
            onChange={({ target }) => type({ name: target.value })}
          />
          <TextField
            required
            type="email"
            label={say('email')}
            note={say('email_note')}
            error={isTaken ? sentence(change.error) : undefined}
            value={form.email}
            onChange={({ target }) => type({ email: target.value })}
          />
        </div>
        <ServerFields server={form} required={before.kind !== 'address'} carrierField={carrierField} onServer={type} />
        <section className={css.shown} aria-labelledby={`${resource.id}-shown`}>
          <h3 id={`${resource.id}-shown`}>{say('shown')}</h3>
          <p className="small muted">{say('shown_note')}</p>
          <HoursFields hours={form.hours} onHours={(hours) => type({ hours })} />
          <div className={css.two}>
            <Select
              label={say('shortest')}
              value={shortest}
              onChange={(minutes) => type({ shortest: minutes === '' ? null : Number(minutes) })}
              options={[...new Set<string>([...lengths, shortest])].map((value) => ({
                value,
                label: value === '' ? say('shortest.any') : say('minutes', { count: Number(value) }),
              }))}
            />
            <Select
              label={say('policy')}
              value={form.policy}
              onChange={(policy) => type({ policy })}
              options={policies.map((value) => ({ value, label: say(`policy.${value}`) }))}
            />
          </div>
        </section>
        <div className={css.deeds}>
          <Button type="submit" variant="filled" busy={change.isPending} disabled={Object.keys(changes).length === 0}>
            {ui('save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
