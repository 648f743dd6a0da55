import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useWords } from '#ground/words.ts'
import { Notice } from '#ui/Notice.tsx'
import type { Report } from '../queries.ts'
import css from './nodes.module.css'

/** What was looked at, and which thing is wrong. */
export function TestReport({ report, hasToken = false }: { report: Report; hasToken?: boolean }) {
  const say = useWords('nodes')
  const { trouble, checks, version, delay } = report
  return (
    <div role="status" className={css.report}>
      <ul>
        {checks.map(({ what, ok }) => (
          <li key={what} data-ok={ok || undefined}>
            {ok ? <IconCircleCheck size={18} aria-hidden="true" /> : <IconCircleX size={18} aria-hidden="true" />}
            {say(`check.${what}`)}
            <span className="sr">{say(ok ? 'check.ok' : 'check.wrong')}</span>
          </li>
        ))}
      </ul>
      {trouble ? (
        <Notice tone="error">{say(`trouble.${trouble}`)}</Notice>
      ) : (
        <Notice tone="open">
          {version === null
            ? say('test.answers', { delay: delay ?? 0 })
            : say('test.fine', { version, delay: delay ?? 0 })}
          {hasToken ? ` ${say('test.token_unseen')}` : null}
        </Notice>
      )}
    </div>
  )
}
