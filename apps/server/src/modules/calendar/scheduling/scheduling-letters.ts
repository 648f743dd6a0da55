import type { Answer } from '@amphi/contract/event-guests'
import type { SchedulingMethod } from '@amphi/contract/letters'
import type { Language } from '@amphi/contract/requests'
import { html, type Html, join, linked, pageOf } from './html.ts'
import type { ToldEvent } from './told-event.ts'

/** What a letter says of an event, for people whose programs do not read calendars. */
export interface Told {
  method: SchedulingMethod
  event: ToldEvent
  /** As its reader knew it before; undefined where they did not. */
  before: ToldEvent | undefined
  /** Who invites, or who answers. */
  from: string
  /** Who writes in their name. */
  by: string | undefined
  /** Whether its reader knew of it before. */
  isUpdate: boolean
  /** What was answered, of a reply, and said with it. */
  answer: Answer
  comment: string
  /** The page on which its reader answers without an account. */
  answerUrl: string | undefined
}

const french = {
  title: (title: string) => (title === '' ? 'Sans titre' : title),
  invitation: 'Invitation\u00a0: ',
  changed: 'Modifié\u00a0: ',
  cancelled: 'Annulé\u00a0: ',
  answers: {
    accepted: 'Accepté\u00a0: ',
    declined: 'Refusé\u00a0: ',
    tentative: 'Peut-être\u00a0: ',
    'needs-action': 'Sans réponse\u00a0: ',
  },
  onBehalf: (by: string, from: string) => `${by}, pour ${from},`,
  invites: (who: string, isUpdate: boolean) => (isUpdate ? `${who} a changé cet événement.` : `${who} vous invite.`),
  isOff: (who: string) => `${who} a annulé cet événement, ou ne vous y attend plus.`,
  answered: (who: string, answer: Answer) =>
    ({
      accepted: `${who} a accepté votre invitation.`,
      declined: `${who} a refusé votre invitation.`,
      tentative: `${who} viendra peut-être.`,
      'needs-action': `${who} n’a pas encore répondu.`,
    })[answer],
  what: 'Titre',
  when: 'Quand',
  repeat: 'Répétition',
  where: 'Où',
  conference: 'Visioconférence',
  nothing: 'aucun',
  once: 'une seule fois',
  before: (was: string) => `(avant\u00a0: ${was})`,
  asked: 'Serez-vous là\u00a0?',
  yes: 'Oui',
  maybe: 'Peut-être',
  no: 'Non',
  colon: '\u00a0:',
}

const english: typeof french = {
  title: (title) => (title === '' ? 'Untitled' : title),
  invitation: 'Invitation: ',
  changed: 'Changed: ',
  cancelled: 'Cancelled: ',
  answers: { accepted: 'Accepted: ', declined: 'Declined: ', tentative: 'Maybe: ', 'needs-action': 'No answer: ' },
  onBehalf: (by, from) => `${by}, for ${from},`,
  invites: (who, isUpdate) => (isUpdate ? `${who} changed this event.` : `${who} invites you.`),
  isOff: (who) => `${who} cancelled this event, or no longer expects you.`,
  answered: (who, answer) =>
    ({
      accepted: `${who} accepted your invitation.`,
      declined: `${who} declined your invitation.`,
      tentative: `${who} may come.`,
      'needs-action': `${who} has not answered yet.`,
    })[answer],
  what: 'Title',
  when: 'When',
  repeat: 'Repeated',
  where: 'Where',
  conference: 'Video conference',
  nothing: 'none',
  once: 'once',
  before: (was) => `(before: ${was})`,
  asked: 'Will you be there?',
  yes: 'Yes',
  maybe: 'Maybe',
  no: 'No',
  colon: ':',
}

const words: Record<Language, typeof french> = { fr: french, en: english }

/** A line of facts: what is so, and what was, where that was otherwise. */
interface Row {
  label: string
  now: string
  was: string | undefined
}

const rowsOf = ({ method, event, before }: Told, say: typeof french): Row[] => {
  const known = method === 'REQUEST' ? before : undefined
  const row = (
    label: string,
    key: 'title' | 'when' | 'repeat' | 'location' | 'conference',
    ofNothing: string,
  ): Row[] => {
    const [now, was] = [event[key], known?.[key]]
    const isOther = was !== undefined && was !== now
    if (now === '' && !isOther) return []
    return [{ label, now: now || ofNothing, was: isOther ? was || ofNothing : undefined }]
  }
  const title = known && known.title !== event.title ? row(say.what, 'title', say.title('')) : []
  const conference = method === 'REQUEST' ? row(say.conference, 'conference', say.nothing) : []
  return [
    ...title,
    ...row(say.when, 'when', say.nothing),
    ...row(say.repeat, 'repeat', say.once),
    ...row(say.where, 'location', say.nothing),
    ...conference,
  ]
}

const answersTo = (url: string, say: typeof french) =>
  [
    [say.yes, `${url}?say=accepted`],
    [say.maybe, `${url}?say=tentative`],
    [say.no, `${url}?say=declined`],
  ] as const

const plain = (...all: string[]) => `${all.filter((it) => it !== '').join('\n\n')}\n`

const asText = (told: Told, say: typeof french, first: string) => {
  const { answerUrl, event, method, comment } = told
  const facts = rowsOf(told, say).map(({ label, now, was }) => {
    const before = was === undefined ? '' : ` ${say.before(was)}`
    return `${label}${say.colon} ${now}${before}`
  })
  const answers = answerUrl
    ? [say.asked, ...answersTo(answerUrl, say).map(([word, url]) => `${word}${say.colon} ${url}`)].join('\n')
    : ''
  return plain(
    first,
    method === 'REPLY' ? comment : '',
    say.title(event.title),
    facts.join('\n'),
    method === 'REQUEST' ? event.description : '',
    answers,
  )
}

const factOf = ({ label, now, was }: Row, say: typeof french): Html =>
  html`<tr>
    <th style="padding:3px 12px 3px 0;text-align:left;vertical-align:top;font-weight:600">${label}${say.colon}</th>
    <td style="padding:3px 0">
      ${was === undefined ? '' : html`<s style="color:#5b6763">${was}</s> → `}${linked(now)}
    </td>
  </tr>`

const button = (word: string, url: string): Html =>
  html`<a
    href="${url}"
    style="display:inline-block;margin:0 8px 8px 0;padding:10px 18px;border:1px solid #14533f;border-radius:8px;color:#14533f;font-weight:600;text-decoration:none"
    >${word}</a
  >`

const asHtml = (told: Told, say: typeof french, first: string, language: Language) => {
  const { answerUrl, event, method, comment } = told
  const paragraphs = (text: string) => (text === '' ? '' : html`<p style="white-space:pre-wrap">${linked(text)}</p>`)
  return pageOf(
    language,
    html`<p>${first}</p>
      ${method === 'REPLY' ? paragraphs(comment) : ''}
      <h1 style="font-size:20px;margin:0 0 8px">${say.title(event.title)}</h1>
      <table style="border-collapse:collapse">
        ${join(rowsOf(told, say).map((it) => factOf(it, say)))}
      </table>
      ${method === 'REQUEST' ? paragraphs(event.description) : ''}${
        answerUrl
          ? html`<p style="margin:20px 0 8px;font-weight:600">${say.asked}</p>
              <p>${join(answersTo(answerUrl, say).map(([word, url]) => button(word, url)))}</p>`
          : ''
      }`,
  )
}

/** The readable part of a letter between calendars: as text, and drawn. */
export const schedulingLetter = (told: Told, language: Language) => {
  const say = words[language]
  const { method, from, by, isUpdate, answer, event } = told
  const who = by === undefined || by === from ? from : say.onBehalf(by, from)
  const kinds = {
    REQUEST: [isUpdate ? say.changed : say.invitation, say.invites(who, isUpdate)],
    CANCEL: [say.cancelled, say.isOff(who)],
    REPLY: [say.answers[answer], say.answered(who, answer)],
  } as const
  const [before, first] = kinds[method]
  return {
    subject: `${before}${event.isPrivate ? from : say.title(event.title)}`,
    text: asText(told, say, first),
    html: asHtml(told, say, first, language),
  }
}
