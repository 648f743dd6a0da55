import type { SchedulingMethod } from '@amphi/contract/letters'
import type { Language } from '@amphi/contract/requests'

/** What a letter says of an event, for people whose programs do not read calendars. */
export interface Told {
  method: SchedulingMethod
  title: string
  /** Who invites, or who answers. */
  from: string
  /** In words: « mardi 24 novembre 2026, 10:00 – 12:00 (Europe/Paris) ». */
  when: string
  location: string
  description: string
  /** Then its head, which others than its reader may see, does not say what it is. */
  isPrivate: boolean
  /** Whether its reader knew of it before. */
  isUpdate: boolean
  /** What was answered, of a reply. */
  answer: 'accepted' | 'declined' | 'tentative' | 'needs-action'
}

const lines = (...all: (string | false)[]) => `${all.filter((it) => it !== false && it !== '').join('\n\n')}\n`

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
  invites: ({ from, isUpdate }: Told) => (isUpdate ? `${from} a changé cet événement.` : `${from} vous invite.`),
  isOff: ({ from }: Told) => `${from} a annulé cet événement, ou ne vous y attend plus.`,
  answered: ({ from, answer }: Told) =>
    ({
      accepted: `${from} a accepté votre invitation.`,
      declined: `${from} a refusé votre invitation.`,
      tentative: `${from} viendra peut-être.`,
      'needs-action': `${from} n’a pas encore répondu.`,
    })[answer],
  when: 'Quand',
  where: 'Où',
}

const english: typeof french = {
  title: (title) => (title === '' ? 'Untitled' : title),
  invitation: 'Invitation: ',
  changed: 'Changed: ',
  cancelled: 'Cancelled: ',
  answers: { accepted: 'Accepted: ', declined: 'Declined: ', tentative: 'Maybe: ', 'needs-action': 'No answer: ' },
  invites: ({ from, isUpdate }) => (isUpdate ? `${from} changed this event.` : `${from} invites you.`),
  isOff: ({ from }) => `${from} cancelled this event, or no longer expects you.`,
  answered: ({ from, answer }) =>
    ({
      accepted: `${from} accepted your invitation.`,
      declined: `${from} declined your invitation.`,
      tentative: `${from} may come.`,
      'needs-action': `${from} has not answered yet.`,
    })[answer],
  when: 'When',
  where: 'Where',
}

const words: Record<Language, typeof french> = { fr: french, en: english }

/** The readable part of a letter between calendars. */
export const schedulingLetter = (told: Told, language: Language) => {
  const say = words[language]
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const facts = [
    `${say.when}${colon} ${told.when}`,
    ...(told.location === '' ? [] : [`${say.where}${colon} ${told.location}`]),
  ]
  const title = say.title(told.title)
  const kinds = {
    REQUEST: [told.isUpdate ? say.changed : say.invitation, say.invites(told)],
    CANCEL: [say.cancelled, say.isOff(told)],
    REPLY: [say.answers[told.answer], say.answered(told)],
  } as const
  const [before, first] = kinds[told.method]
  return {
    subject: `${before}${told.isPrivate ? told.from : title}`,
    text: lines(first, title, facts.join('\n'), told.method === 'REQUEST' && told.description),
  }
}
