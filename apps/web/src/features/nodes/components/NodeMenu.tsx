import {
  IconAdjustments,
  IconDotsVertical,
  IconPlayerPause,
  IconPlayerPlay,
  IconStethoscope,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Tool } from '#ui/Tool.tsx'
import { toast } from '#ui/toasts.ts'
import { type Node, useRemoveNode, useSetNodeState, useTestNode } from '../queries.ts'
import { ChangeNode } from './ChangeNode.tsx'
import { TestReport } from './TestReport.tsx'

function TestDialog({
  node,
  test,
  onClose,
}: {
  node: Node
  test: ReturnType<typeof useTestNode>
  onClose: () => void
}) {
  const say = useWords('nodes')
  const ui = useWords('ui')
  const sentence = useSentence()
  return (
    <Dialog
      title={say('test.title', { name: node.name })}
      onClose={onClose}
      actions={<Button onClick={onClose}>{ui('close')}</Button>}
    >
      {test.error ? <Notice tone="error">{sentence(test.error)}</Notice> : null}
      {test.data ? <TestReport report={test.data} hasToken={node.appId !== null} /> : null}
      {test.isPending ? <Skeleton rows={3} /> : null}
    </Dialog>
  )
}

function RemoveNode({ node, onClose }: { node: Node; onClose: () => void }) {
  const say = useWords('nodes')
  const remove = useRemoveNode()
  return (
    <AskFirst
      title={say('remove.title', { name: node.name })}
      deed={say('remove')}
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate({ params: { nodeId: node.id } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{say('remove.text')}</p>
    </AskFirst>
  )
}

export function NodeMenu({ node, serveOthers }: { node: Node; serveOthers: boolean }) {
  const say = useWords('nodes')
  const sentence = useSentence()
  const setState = useSetNodeState()
  const test = useTestNode()
  const [deed, setDeed] = useState<'change' | 'test' | 'remove'>()
  const done = () => setDeed(undefined)
  const look = { size: 19, stroke: 1.8 }
  const isOff = node.state === 'disabled'
  const items: (MenuItem | false)[] = [
    {
      label: say('test'),
      icon: <IconStethoscope {...look} />,
      onSelect: () => {
        setDeed('test')
        test.mutate({ params: { nodeId: node.id } })
      },
    },
    node.can.change && {
      label: say('change'),
      icon: <IconAdjustments {...look} />,
      onSelect: () => setDeed('change'),
    },
    node.can.change && {
      label: say(isOff ? 'enable' : 'disable'),
      icon: isOff ? <IconPlayerPlay {...look} /> : <IconPlayerPause {...look} />,
      onSelect: () =>
        setState.mutate(
          { params: { nodeId: node.id }, body: { state: isOff ? 'enabled' : 'disabled' } },
          { onError: (error) => toast(sentence(error), 'error') },
        ),
    },
    node.can.remove && {
      label: say('remove'),
      icon: <IconTrash {...look} />,
      danger: true,
      onSelect: () => setDeed('remove'),
    },
  ]
  const label = say('menu.of', { name: node.name })
  return (
    <>
      <Menu
        label={label}
        items={items.filter((item) => item !== false)}
        trigger={(props) => (
          <Tool {...props} label={label}>
            <IconDotsVertical size={18} stroke={1.8} />
          </Tool>
        )}
      />
      {deed === 'change' ? <ChangeNode node={node} serveOthers={serveOthers} onClose={done} /> : null}
      {deed === 'test' ? <TestDialog node={node} test={test} onClose={done} /> : null}
      {deed === 'remove' ? <RemoveNode node={node} onClose={done} /> : null}
    </>
  )
}
