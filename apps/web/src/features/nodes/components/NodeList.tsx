import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { DataTable } from '#ui/DataTable.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toasts.ts'
import { Trouble } from '#ui/Trouble.tsx'
import { type Node, useNodes, useNodesLive, useSetNodeState } from '../queries.ts'
import { AddNode } from './AddNode.tsx'
import { Drain } from './Drain.tsx'
import { LoadCard } from './LoadCard.tsx'
import { NodeMenu } from './NodeMenu.tsx'
import { NodeState } from './NodeState.tsx'
import { Spark } from './Spark.tsx'
import css from './nodes.module.css'

/** Facts about a server in one line; what is wrong with it instead, where something is. */
function Facts({ node }: { node: Node }) {
  const say = useWords('nodes')
  if (node.trouble) return <span className={css.trouble}>{say(`trouble.${node.trouble}`)}</span>
  const facts = [
    ...(node.ours ? [say('ours')] : []),
    ...(node.version ? [say('version', { version: node.version })] : []),
    ...(node.health === 'degraded' && node.delay !== null ? [say('delay', { delay: node.delay })] : []),
    ...node.abilities.map((ability) => say(`ability.${ability}`)),
    ...node.tags,
  ]
  return <span className={css.under}>{facts.join(', ')}</span>
}

function DrainButton({ node }: { node: Node }) {
  const say = useWords('nodes')
  const sentence = useSentence()
  const setState = useSetNodeState()
  if (!node.can.change || node.state === 'disabled') return null
  const isOpen = node.state === 'enabled'
  return (
    <Button
      size="s"
      variant={isOpen ? 'subtle' : 'default'}
      busy={setState.isPending}
      onClick={() =>
        setState.mutate(
          { params: { nodeId: node.id }, body: { state: isOpen ? 'cordoned' : 'enabled' } },
          { onError: (error) => toast(sentence(error), 'error') },
        )
      }
    >
      {say(isOpen ? 'drain' : 'reopen')}
      <span className="sr"> {node.name}</span>
    </Button>
  )
}

function Row({ node, serveOthers }: { node: Node; serveOthers: boolean }) {
  const say = useWords('nodes')
  const { number } = useFormat()
  const percent = Math.round((node.people / Math.max(1, node.seats)) * 100)
  return (
    <>
      <tr data-drained={node.state === 'cordoned' || undefined}>
        <th scope="row">
          <b className={css.name}>{node.name}</b>
          <Facts node={node} />
        </th>
        <td>
          <span className={css.engine} data-engine={node.engine}>
            {say(`engine.${node.engine}`)}
          </span>
        </td>
        <td>
          <NodeState node={node} />
        </td>
        <td data-busy={percent >= 80 || undefined}>
          <span className={css.load}>
            <Spark values={node.curve} />
            <b className="num">{say('percent', { percent })}</b>
          </span>
        </td>
        <td className="num">
          <span className={css.only}>{say('column.meetings')} </span>
          {number(node.meetings)}
        </td>
        <td className="num">
          <span className={css.only}>{say('column.people')} </span>
          {say('of_seats', { people: number(node.people), seats: number(node.seats) })}
        </td>
        <td className={css.drainCell}>
          <DrainButton node={node} />
        </td>
        <td className={css.menu}>
          <NodeMenu node={node} serveOthers={serveOthers} />
        </td>
      </tr>
      {node.state === 'cordoned' ? (
        <tr className={css.drainRow}>
          <td colSpan={8} className={css.drainBox}>
            <Drain node={node} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

/** The servers of the institution as they are this minute. */
export function NodeList() {
  const say = useWords('nodes')
  const sentence = useSentence()
  const { data, error, refetch } = useNodes()
  useNodesLive()
  if (error && !data) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const { nodes, shared, today, can } = data
  const columns = ['server', 'engine', 'state', 'load', 'meetings', 'people'] as const
  return (
    <div className={css.page}>
      {shared > 0 ? <p className="muted">{say('shared', { count: shared })}</p> : null}
      {nodes.length === 0 ? (
        <EmptyState title={say('none')} text={say('none_text')}>
          <AddNode />
        </EmptyState>
      ) : (
        <>
          <LoadCard nodes={nodes} today={today} />
          <DataTable
            label={say('servers')}
            className={css.table}
            columns={[
              ...columns.map((it) => say(`column.${it}`)),
              <span key="drain" className="sr">
                {say('drain')}
              </span>,
              <span key="menu" className="sr">
                {say('column.more')}
              </span>,
            ]}
          >
            {nodes.map((node) => (
              <Row key={node.id} node={node} serveOthers={can.serveOthers} />
            ))}
          </DataTable>
        </>
      )}
    </div>
  )
}
