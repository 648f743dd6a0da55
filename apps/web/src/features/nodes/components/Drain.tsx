import { useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Button } from '#ui/Button.tsx'
import { toast } from '#ui/toasts.ts'
import { Trouble } from '#ui/Trouble.tsx'
import { type Node, useEmptyNode, useNodeSessions } from '../queries.ts'
import css from './nodes.module.css'

function EmptyNode({
  node,
  people,
  sessions,
  onClose,
}: {
  node: Node
  people: number
  sessions: number
  onClose: () => void
}) {
  const say = useWords('nodes')
  const empty = useEmptyNode()
  return (
    <AskFirst
      title={say('end.title', { name: node.name })}
      keep={say('end.keep')}
      deed={say('end.do')}
      busy={empty.isPending}
      error={empty.error}
      onDo={() =>
        empty.mutate(
          { params: { nodeId: node.id } },
          {
            onSuccess: ({ ended, failed }) => {
              if (failed > 0) toast(say('end.failed', { count: failed }), 'error')
              else toast(say('end.done', { count: ended }))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>{say('end.sessions', { count: sessions })}</p>
      <p>{say('end.people', { count: people })}</p>
    </AskFirst>
  )
}

/** What still runs on a server that is given nothing more, the longest last, and a way to end it. */
export function Drain({ node }: { node: Node }) {
  const say = useWords('nodes')
  const sentence = useSentence()
  const { timeOfDay } = useFormat()
  const { data, error, refetch } = useNodeSessions(node.id)
  const [ending, setEnding] = useState(false)
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  const sessions = data ?? []
  const last = sessions.at(-1)
  const since =
    node.stateSince && node.stateBy ? say('drain.since', { time: timeOfDay(node.stateSince), by: node.stateBy }) : ''
  return (
    <div className={css.drain} aria-live="polite">
      <div className={css.drainHead}>
        <b>{last ? say('drain.until', { time: timeOfDay(last.until) }) : say('drain.empty')}</b>
        <span className="small muted">
          {say(last ? 'drain.text' : 'drain.empty_text')} {since}
        </span>
      </div>
      <ul aria-label={say('drain.list', { name: node.name })}>
        {sessions.map(({ sessionId, room, startedBy, foreign, people, until }) => (
          <li key={sessionId}>
            <b>{foreign ? say('drain.foreign') : (room ?? say('drain.gone'))}</b>
            <span className="muted">{startedBy}</span>
            <span className="muted num">{say('people', { count: people })}</span>
            <span className="muted num">{say('until', { time: timeOfDay(until) })}</span>
          </li>
        ))}
      </ul>
      {last ? (
        <Button size="s" variant="grave" onClick={() => setEnding(true)}>
          {say('end')}
        </Button>
      ) : null}
      {ending ? (
        <EmptyNode
          node={node}
          sessions={sessions.length}
          people={sessions.reduce((sum, { people }) => sum + people, 0)}
          onClose={() => setEnding(false)}
        />
      ) : null}
    </div>
  )
}
