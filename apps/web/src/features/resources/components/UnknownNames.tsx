import type { ResourceDetail, TemplateLanguage } from '@amphi/contract/resources'
import { useFormat } from '#ground/format.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { Notice } from '#ui/Notice.tsx'
import { languageName } from '../languages.ts'

/** Names in texts that stand for nothing, and what becomes of their lines. */
export function UnknownNames({ unknown }: Pick<ResourceDetail, 'unknown'>) {
  const say = useWords('resources')
  const language = useLanguage()
  const { capital } = useFormat()
  const found = Object.entries(unknown) as [TemplateLanguage, string[]][]
  const all = found.filter(([, names]) => names.length > 0)
  if (all.length === 0) return null
  return (
    <Notice tone="hand">
      {all.map(([tongue, names]) => (
        <p key={tongue}>
          {say('unknown', {
            count: names.length,
            language: capital(languageName(tongue, language)),
            names: names.map((it) => `\${${it}}`).join(', '),
          })}
        </p>
      ))}
    </Notice>
  )
}
