import type { Language } from '@amphi/contract/requests'

interface Told {
  tenant: string
  link: string
  name: string
}

interface ToldOfEmail extends Told {
  /** The new address. */
  email: string
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
  email: {
    fr: ({ tenant, link, name, email }: ToldOfEmail) => ({
      subject: `${tenant} : confirmer votre nouvelle adresse`,
      text: `Bonjour ${name},

Vous avez demandé à utiliser ${email} pour votre compte Amphi.
Confirmez-le ici, dans les 24 heures :

${link}

Si ce n’est pas vous, laissez cette lettre : rien ne change.
`,
    }),
    en: ({ tenant, link, name, email }: ToldOfEmail) => ({
      subject: `${tenant}: confirm your new address`,
      text: `Hello ${name},

You asked to use ${email} for your Amphi account.
Confirm it here, within 24 hours:

${link}

If it was not you, leave this letter: nothing changes.
`,
    }),
  },
  emailChanged: {
    fr: ({ tenant, link, name, email }: ToldOfEmail) => ({
      subject: `${tenant} : votre adresse a changé`,
      text: `Bonjour ${name},

Votre compte Amphi (${link}) utilise désormais l’adresse ${email}.
Vous vous connectez avec elle, et ses lettres y arrivent. Rien d’autre n’a changé.

Si vous ne l’avez pas voulu, prévenez sans attendre l’administration de « ${tenant} ».
`,
    }),
    en: ({ tenant, link, name, email }: ToldOfEmail) => ({
      subject: `${tenant}: your address has changed`,
      text: `Hello ${name},

Your Amphi account (${link}) now uses the address ${email}.
You sign in with it, and its letters arrive there. Nothing else has changed.

If you did not want this, tell the administration of ${tenant} at once.
`,
    }),
  },
} satisfies Record<string, Record<Language, (told: ToldOfEmail) => { subject: string; text: string }>>
