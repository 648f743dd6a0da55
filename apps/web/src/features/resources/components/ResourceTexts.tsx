import { lazyRouteComponent } from '@tanstack/react-router'
import type { ResourceDetail, Template, TemplateLanguage } from '@amphi/contract/resources'
import { Suspense, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useSettled } from '#ground/useSettled.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toasts.ts'
import { languageName, templateLanguages } from '../languages.ts'
import { usePreview, useWriteTemplates } from '../queries.ts'
import { isTooLong } from '../rich-text.ts'
import css from './resources.module.css'
import { UnknownNames } from './UnknownNames.tsx'

// Only who writes such a text fetches what it is written in.
const TextEditor = lazyRouteComponent(() => import('./TextEditor.tsx'), 'TextEditor')

const none: Template = []

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** An event as somebody invited reads it. */
function Preview({ name, template, language }: { name: string; template: Template; language: TemplateLanguage }) {
  const say = useWords('resources')
  const sentence = useSentence()
  const tooLong = isTooLong(template)
  const { data, error } = usePreview(useSettled(tooLong ? none : template, 350), name)
  return (
    <section className={css.preview} aria-label={say('preview')}>
      <h3>{say('preview')}</h3>
      <div className={css.event}>
        <b>{say('preview.title')}</b>
        <span className="small muted">{say('preview.when')}</span>
        {tooLong ? <Notice tone="error">{say('texts.too_long')}</Notice> : null}
        {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
        <p className={css.said} lang={language}>
          {data?.text}
        </p>
        {template.length === 0 ? <p className="small muted">{say('preview.bare')}</p> : null}
      </div>
      {data ? <UnknownNames unknown={{ [language]: data.unknown }} /> : null}
      <p className="small muted">{say('preview.note')}</p>
    </section>
  )
}

/** What stands in events beside the link, in each tongue; what is typed in one is kept while another is shown. */
export function ResourceTexts({ resource }: { resource: ResourceDetail }) {
  const say = useWords('resources')
  const ui = useWords('ui')
  const inWords = useLanguage()
  const sentence = useSentence()
  const write = useWriteTemplates()
  const { capital } = useFormat()
  const [language, setLanguage] = useState<TemplateLanguage>('fr')
  const [typed, setTyped] = useState<Partial<Record<TemplateLanguage, Template>>>({})
  const saved = resource.templates
  const now = { ...saved, ...typed }
  const template = now[language] ?? []
  const changed = templateLanguages.filter((it) => !isSame(now[it] ?? [], saved[it] ?? []))
  const gone = changed.filter((it) => now[it]?.length === 0)
  const others = { ...resource.unknown, [language]: [] }
  const save = () =>
    write.mutate(
      { params: { resourceId: resource.id }, body: { templates: now } },
      {
        onSuccess: ({ unknown }) => {
          setTyped((after) =>
            Object.fromEntries(Object.entries(after).filter(([key, it]) => it !== typed[key as TemplateLanguage])),
          )
          toast(say(Object.keys(unknown).length > 0 ? 'texts.saved_unknown' : 'texts.saved'))
        },
      },
    )
  return (
    <Card title={say('texts.title')} className={css.card}>
      <p className={`${css.intro} muted`}>{say('texts.text')}</p>
      {write.error ? <Notice tone="error">{sentence(write.error)}</Notice> : null}
      <div className={css.texts}>
        <div className={css.writing}>
          <Select
            label={say('language')}
            value={language}
            onChange={setLanguage}
            options={templateLanguages.map((value) => {
              const name = capital(languageName(value, inWords))
              return { value, label: now[value]?.length ? say('language.written', { language: name }) : name }
            })}
          />
          <Suspense fallback={<Skeleton rows={4} />}>
            <TextEditor
              key={language}
              label={say('texts.label', { language: languageName(language, inWords) })}
              language={language}
              template={template}
              onTemplate={(next) => setTyped((before) => ({ ...before, [language]: next }))}
            />
          </Suspense>
        </div>
        <Preview name={resource.name} template={template} language={language} />
      </div>
      <UnknownNames unknown={others} />
      {gone.length > 0 ? (
        <p className="small muted" role="status">
          {say('texts.gone', { languages: gone.map((it) => languageName(it, inWords)).join(', ') })}
        </p>
      ) : null}
      <div className={css.deeds}>
        <Button
          variant="filled"
          busy={write.isPending}
          disabled={changed.length === 0 || changed.some((it) => isTooLong(now[it] ?? []))}
          onClick={save}
        >
          {ui('save')}
        </Button>
        {changed.length > 0 ? (
          <span className="small muted" role="status">
            {say('texts.changed', { languages: changed.map((it) => languageName(it, inWords)).join(', ') })}
          </span>
        ) : null}
      </div>
    </Card>
  )
}
