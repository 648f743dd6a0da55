import type { ErrorComponentProps } from '@tanstack/react-router'
import { Fault } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { ButtonAnchor } from '../../ui/Button.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import css from './ErrorPages.module.css'
import type {} from './words.ts'

/** A page of a version that is no longer on the server cannot be fetched; reloading brings the new one. */
const isOldVersion = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|module script|Importing/.test(error.message)

/** The same within a frame, whose main part it is. */
export function Broken({ error }: ErrorComponentProps) {
  const say = useWords('errors')
  const sentence = useSentence()
  const old = isOldVersion(error)
  const reference = error instanceof Error && !(error instanceof Fault) ? String(error).slice(0, 120) : undefined
  return (
    <div className={css.page}>
      <Trouble
        heading="h1"
        title={say(old ? 'old' : 'fault')}
        text={old ? say('old_text') : reference ? say('fault_text', { reference }) : sentence(error)}
        onRetry={() => location.reload()}
      >
        <ButtonAnchor href="/" variant="subtle">
          {say('home')}
        </ButtonAnchor>
      </Trouble>
    </div>
  )
}

/** Something broke while a page was drawn. It must not depend on what broke: no frame, no data of its own. */
export function FaultPage(props: ErrorComponentProps) {
  return (
    <main>
      <Broken {...props} />
    </main>
  )
}
