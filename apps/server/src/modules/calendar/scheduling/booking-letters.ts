import type { Language } from '@amphi/contract/requests'

/** Where one joins, and where whoever has no account leads. */
interface Links {
  url: string
  moderatorUrl: string | null
}

const french = {
  join: 'Rejoindre\u00a0: ',
  lead: 'Animer (ce lien est le vôtre, ne le transmettez pas)\u00a0: ',
  notBookable: 'Vous ne pouvez pas réserver cette visioconférence\u00a0: demandez-le à votre administration.',
}

const words: Record<Language, typeof french> = {
  fr: french,
  en: {
    join: 'Join: ',
    lead: 'Lead (this link is yours, pass it on to nobody): ',
    notBookable: 'You cannot book this video conference: ask your administrators.',
  },
}

/** What a resource says beside its answer: where one joins, or why it does not come. */
export const besideAnswer = (links: Links | undefined, language: Language): string => {
  const { join, lead, notBookable } = words[language]
  if (!links) return notBookable
  return [`${join}${links.url}`, ...(links.moderatorUrl === null ? [] : [`${lead}${links.moderatorUrl}`])].join('\n')
}
