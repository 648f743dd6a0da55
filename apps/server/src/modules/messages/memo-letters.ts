import type { Language } from '@amphi/contract/requests'

interface Told {
  tenant: string
  /** Who answers, and what. */
  name: string
  text: string
  /** Where it is read in Amphi. */
  link: string
}

/** Tells by e-mail of an answer that lies in the mailbox here, in the tongue of whom it is for. */
export const replyLetters = {
  fr: ({ tenant, name, text, link }: Told) => `${name} vous répond :

${text}

—
Reçu dans Amphi, la visioconférence de l’établissement « ${tenant} ». Pour répondre : ${link}
`,
  en: ({ tenant, name, text, link }: Told) => `${name} answers you:

${text}

—
Received in Amphi, the video conferencing of ${tenant}. To answer: ${link}
`,
} satisfies Record<Language, (told: Told) => string>
