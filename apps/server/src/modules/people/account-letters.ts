import type { Language } from '@amphi/contract/requests'

interface Told {
  tenant: string
  link: string
  name: string
}

/** The letters about one's account, in the tongue of whom they are for. */
export const accountLetters = {
  invitation: {
    fr: ({ tenant, link, name }: Told) => ({
      subject: `${tenant} : votre compte Amphi`,
      text: `Bonjour ${name},

Un compte vous attend sur Amphi, la visioconférence de l’établissement « ${tenant} ».
Choisissez votre mot de passe ici, dans les 14 jours :

${link}

Ce lien est personnel et ne sert qu’une fois.
`,
    }),
    en: ({ tenant, link, name }: Told) => ({
      subject: `${tenant}: your Amphi account`,
      text: `Hello ${name},

An account is waiting for you on Amphi, the video conferencing of ${tenant}.
Choose your password here, within 14 days:

${link}

This link is yours alone and works once.
`,
    }),
  },
  reset: {
    fr: ({ tenant, link, name }: Told) => ({
      subject: `${tenant} : choisir un nouveau mot de passe`,
      text: `Bonjour ${name},

Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour Amphi.
Choisissez-le ici, dans les deux heures :

${link}

Si ce n’est pas vous, laissez cette lettre : votre mot de passe ne change pas.
`,
    }),
    en: ({ tenant, link, name }: Told) => ({
      subject: `${tenant}: choose a new password`,
      text: `Hello ${name},

Someone, most likely you, asked for a new Amphi password.
Choose it here, within two hours:

${link}

If it was not you, leave this letter: your password does not change.
`,
    }),
  },
} satisfies Record<string, Record<Language, (told: Told) => { subject: string; text: string }>>
