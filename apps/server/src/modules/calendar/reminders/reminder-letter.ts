import type { Language } from '@amphi/contract/requests'
import type { ToldEvent } from '../scheduling/told-event.ts'

interface Told extends Pick<ToldEvent, 'title' | 'when' | 'location' | 'conference'> {
  /** The agenda, where it stands. */
  link: string
}

const words = {
  fr: {
    subject: (title: string) => `Rappel\u00a0: ${title}`,
    untitled: 'Sans titre',
    when: 'Quand\u00a0: ',
    where: 'Où\u00a0: ',
    join: 'Rejoindre\u00a0: ',
    agenda: 'Vous aviez demandé ce rappel. Votre agenda\u00a0: ',
  },
  en: {
    subject: (title: string) => `Reminder: ${title}`,
    untitled: 'Untitled',
    when: 'When: ',
    where: 'Where: ',
    join: 'Join: ',
    agenda: 'You asked for this reminder. Your agenda: ',
  },
} satisfies Record<Language, object>

/** Reminds of an event whoever asked for it, in their tongue. */
export const reminderLetter = ({ title, when, location, conference, link }: Told, language: Language) => {
  const say = words[language]
  const called = title.trim() || say.untitled
  const facts = [
    `${say.when}${when}`,
    ...(location === '' ? [] : [`${say.where}${location}`]),
    ...(conference === '' ? [] : [`${say.join}${conference}`]),
  ]
  return {
    subject: say.subject(called),
    text: `${called}\n\n${facts.join('\n')}\n\n—\n${say.agenda}${link}\n`,
  }
}
