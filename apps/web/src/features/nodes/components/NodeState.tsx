import { IconAlertTriangle, IconCheck, IconPlayerPause, IconPlayerPlay, IconPlugConnectedX } from '@tabler/icons-react'
import { useWords } from '#ground/words.ts'
import { Pill } from '#ui/Marks.tsx'
import type { Node } from '../queries.ts'

const look = { size: 15, stroke: 2.2, 'aria-hidden': true } as const

/** How a server is, in a word: first what was said of it, then how it answers. */
export function NodeState({ node }: { node: Node }) {
  const say = useWords('nodes')
  if (node.state === 'disabled')
    return (
      <Pill tone="closed" icon={<IconPlayerPause {...look} />}>
        {say('state.disabled')}
      </Pill>
    )
  if (node.health === 'down')
    return (
      <Pill tone="error" icon={<IconPlugConnectedX {...look} />}>
        {say('state.down')}
      </Pill>
    )
  if (node.state === 'cordoned')
    return (
      <Pill tone="info" icon={<IconPlayerPlay {...look} />}>
        {say(node.meetings === 0 ? 'state.empty' : 'state.cordoned')}
      </Pill>
    )
  if (node.health === 'degraded')
    return (
      <Pill tone="hand" icon={<IconAlertTriangle {...look} />}>
        {say(node.trouble ? 'state.failing' : 'state.slow')}
      </Pill>
    )
  return node.health === 'healthy' ? (
    <Pill tone="open" icon={<IconCheck {...look} />}>
      {say('state.healthy')}
    </Pill>
  ) : (
    <Pill>{say('state.unknown')}</Pill>
  )
}
