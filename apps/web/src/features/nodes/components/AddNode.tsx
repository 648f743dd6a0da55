import { IconPlus, IconStethoscope } from '@tabler/icons-react'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { toast } from '#ui/toasts.ts'
import { usePhone } from '#ui/usePhone.ts'
import { accessIn, addressOf, emptyForm, hasSecret, saidIn } from '../node-form.ts'
import { useAddNode, useNodes, useTestAddress } from '../queries.ts'
import { NodeFields } from './NodeFields.tsx'
import { TestReport } from './TestReport.tsx'

function AddDialog({ onClose }: { onClose: () => void }) {
  const say = useWords('nodes')
  const sentence = useSentence()
  const { data } = useNodes()
  const add = useAddNode()
  const test = useTestAddress()
  const [form, setForm] = useState(emptyForm)
  const { engine, secret } = form
  const isJitsi = engine === 'jitsi'
  const address = addressOf(form.address)
  const added = isJitsi ? 'jitsi' : 'bigbluebutton'
  const access = { engine: added, address, ...accessIn(form) } as const
  const error = add.error ?? test.error
  return (
    <FormDialog
      title={say('add')}
      sub={say('add_sub')}
      width={560}
      onClose={onClose}
      onSubmit={() =>
        add.mutate(
          { body: { ...saidIn(form), ...access } },
          {
            onSuccess: ({ name }) => {
              toast(say('added', { name }))
              onClose()
            },
          },
        )
      }
      aside={
        <Button
          icon={<IconStethoscope size={18} stroke={1.8} />}
          busy={test.isPending}
          disabled={form.address.trim() === '' || (hasSecret(form) && secret.length < 8)}
          onClick={() => test.mutate({ body: access })}
        >
          {say('test')}
        </Button>
      }
      deed={say('do.add')}
      busy={add.isPending}
    >
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      <Select
        label={say('form.engine')}
        value={added}
        onChange={(chosen) => {
          test.reset()
          setForm({ ...form, engine: chosen })
        }}
        options={(['bigbluebutton', 'jitsi'] as const).map((value) => ({ value, label: say(`engine.${value}`) }))}
      />
      <NodeFields
        form={form}
        kept={false}
        ours={false}
        serveOthers={data?.can.serveOthers ?? false}
        onType={(some) => setForm({ ...form, ...some })}
      />
      {test.data ? <TestReport report={test.data} hasToken={isJitsi && hasSecret(form)} /> : null}
    </FormDialog>
  )
}

export function AddNode() {
  const say = useWords('nodes')
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="filled" icon={<IconPlus size={20} stroke={2.2} />} onClick={() => setOpen(true)}>
        {say(phone ? 'do.add' : 'add')}
      </Button>
      {open ? <AddDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
