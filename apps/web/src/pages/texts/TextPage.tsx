import { type Key, useWords } from '#ground/words.ts'
import { useTitle } from '#ground/useTitle.ts'
import { Link } from '@tanstack/react-router'
import { Rich } from '../../ui/Rich.tsx'
import { PublicFrame } from '../frame/PublicFrame.tsx'
import css from './TextPage.module.css'
import type {} from './words.ts'

type Words = Key<'texts'>

const links = {
  test: (words: string) => <Link to="/connection-test">{words}</Link>,
  signIn: (words: string) => <Link to="/sign-in">{words}</Link>,
  forgotten: (words: string) => <Link to="/forgotten">{words}</Link>,
}

/** A short text: a title, an opening, and questions with their answers. */
function TextPage({ title, lead, parts }: { title: Words; lead: Words; parts: readonly [Words, Words][] }) {
  const say = useWords('texts')
  useTitle(say(title))
  return (
    <PublicFrame>
      <article className={css.text}>
        <h1>{say(title)}</h1>
        <p className={css.lead}>{say(lead)}</p>
        {parts.map(([question, answer]) => (
          <section key={question}>
            <h2>{say(question)}</h2>
            {say(answer)
              .split('\n')
              .map((line) => (
                <p key={line}>
                  <Rich words={line} parts={links} />
                </p>
              ))}
          </section>
        ))}
      </article>
    </PublicFrame>
  )
}

export function HelpPage() {
  return (
    <TextPage
      title="help"
      lead="help.lead"
      parts={[
        ['help.join', 'help.join_text'],
        ['help.devices', 'help.devices_text'],
        ['help.start', 'help.start_text'],
        ['help.open', 'help.open_text'],
        ['help.account', 'help.account_text'],
        ['help.browser', 'help.browser_text'],
      ]}
    />
  )
}

export function AccessibilityPage() {
  return (
    <TextPage
      title="accessibility"
      lead="accessibility.lead"
      parts={[
        ['accessibility.state', 'accessibility.state_text'],
        ['accessibility.does', 'accessibility.does_text'],
        ['accessibility.lacks', 'accessibility.lacks_text'],
        ['accessibility.tell', 'accessibility.tell_text'],
      ]}
    />
  )
}

export function PrivacyPage() {
  return (
    <TextPage
      title="privacy"
      lead="privacy.lead"
      parts={[
        ['privacy.guest', 'privacy.guest_text'],
        ['privacy.account', 'privacy.account_text'],
        ['privacy.call', 'privacy.call_text'],
        ['privacy.browser', 'privacy.browser_text'],
        ['privacy.figures', 'privacy.figures_text'],
        ['privacy.rights', 'privacy.rights_text'],
      ]}
    />
  )
}
