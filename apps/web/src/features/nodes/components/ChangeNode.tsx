import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { changesOf, formOf } from '../node-form.ts'
import { type Node, useChangeNode } from '../queries.ts'
import { NodeFields } from './NodeFields.tsx'
import { Reservations } from './Reservations.tsx'

export function ChangeNode({ node, serveOthers, onClose }: { node: Node; serveOthers: boolean; onClose: () => void }) {
  const say = useWords('nodes')
  const ui = useWords('ui')
  const sentence = useSentence()
  const change = useChangeNode()
  const [form, setForm] = useState(() => formOf(node))
  return (
    <FormDialog
      title={say('change.title', { name: node.name })}
      sub={node.ours ? say('ours_sub') : undefined}
      width={560}
      onClose={onClose}
      onSubmit={() =>
        change.mutate({ params: { nodeId: node.id }, body: changesOf(form, node) }, { onSuccess: onClose })
      }
      deed={ui('save')}
      busy={change.isPending}
    >
      {change.error ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
      <NodeFields
        form={form}
        kept
        ours={node.ours}
        serveOthers={serveOthers}
        onType={(some) => setForm({ ...form, ...some })}
      />
      {node.reservations === null ? null : <Reservations address={node.reservations} />}
    </FormDialog>
  )
}
