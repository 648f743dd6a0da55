import type { Language } from '@amphi/contract/requests'

/** What somebody would rather have, of an event that another holds. */
export interface Proposed {
  /** Who proposes it. */
  from: string
  title: string
  /** In words; empty where only other things than the time are proposed. */
  when: string
  /** What they wrote to it. */
  comment: string
  /** Then its head, which others than its reader may see, does not say what it is. */
  isPrivate: boolean
}

const lines = (...all: (string | false)[]) => `${all.filter((it) => it !== false && it !== '').join('\n\n')}\n`

const french = {
  untitled: 'Sans titre',
  subject: 'Autre proposition\u00a0: ',
  proposes: (from: string) => `${from} propose de changer cet événement.`,
  when: 'Moment proposé\u00a0: ',
  unchanged: 'Rien n’est changé\u00a0: si cela vous convient, déplacez l’événement dans votre agenda.',
}

const english: typeof french = {
  untitled: 'Untitled',
  subject: 'Another proposal: ',
  proposes: (from) => `${from} proposes to change this event.`,
  when: 'Proposed time: ',
  unchanged: 'Nothing has changed: if this suits you, move the event in your calendar.',
}

const words: Record<Language, typeof french> = { fr: french, en: english }

/** To who invites, of what a guest proposes instead (RFC 5546, 3.2.7): programs that understand it are few. */
export const counterLetter = ({ from, title, when, comment, isPrivate }: Proposed, language: Language) => {
  const say = words[language]
  const name = title === '' ? say.untitled : title
  return {
    subject: `${say.subject}${isPrivate ? from : name}`,
    text: lines(say.proposes(from), name, when !== '' && `${say.when}${when}`, comment, say.unchanged),
  }
}
