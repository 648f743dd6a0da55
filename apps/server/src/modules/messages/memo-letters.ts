import type { Language } from '@amphi/contract/requests'

interface Told {
  tenant: string
  /** Whether it answers what its reader wrote. */
  isAnswer: boolean
  /** Who writes, and what. */
  name: string
  text: string
  /** Where it is read in Amphi. */
  link: string
}

/** Tells by e-mail of what somebody wrote, and lies in the mailbox here, in the tongue of whom it is for. */
export const memoLetters = {
  fr: ({ tenant, isAnswer, name, text, link }: Told) => `${name} vous ${isAnswer ? 'répond' : 'écrit'} :

${text}

—
Reçu dans Amphi, la visioconférence de l’établissement « ${tenant} ». Pour répondre : ${link}
`,
  en: ({ tenant, isAnswer, name, text, link }: Told) => `${name} ${isAnswer ? 'answers you' : 'writes to you'}:

${text}

—
Received in Amphi, the video conferencing of ${tenant}. To answer: ${link}
`,
} satisfies Record<Language, (told: Told) => string>
