import { IconRefresh } from '@tabler/icons-react'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import type { useProposed } from '../useProposed.ts'
import css from './Occupancy.module.css'

/** Where the meeting would be held, how busy it is there, and the way to another. */
export function Proposed({ server, another }: ReturnType<typeof useProposed>) {
  const say = useWords('meetings')
  if (!server) return null
  return (
    <p className={css.proposed}>
      <span className="muted">{say('server', { name: server.name, level: say(`level.${server.level}`) })}</span>
      <Button size="s" variant="subtle" icon={<IconRefresh size={17} stroke={1.8} />} onClick={another}>
        {say('server.another')}
      </Button>
    </p>
  )
}
