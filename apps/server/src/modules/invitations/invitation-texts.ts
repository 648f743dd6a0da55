import type { Language } from '@amphi/contract/requests'
import type { Visibility } from '@amphi/contract/rooms'

interface Told {
  room: string
  link: string
  /** Null where the room has none, or whoever invites does not know it. */
  password: string | null
  locked: boolean
  /** Who may come in. */
  visibility: Visibility
  /** Whoever invites. */
  name: string
}

const paragraphs = (...all: (string | false)[]) => all.filter((it) => it !== false).join('\n\n')

/** How an invitation begins, in the tongue of whoever writes it; they change what they like. */
export const drafts = {
  fr: ({ room, link, password, locked, visibility, name }: Told) => ({
    subject: `Invitation : ${room}`,
    text: paragraphs(
      'Bonjour,',
      `Je vous invite dans la salle « ${room} ». Pour y entrer :\n${link}`,
      password !== null && `Mot de passe : ${password}`,
      locked && password === null && 'Un mot de passe vous sera demandé à l’entrée.',
      {
        anyone: 'Un navigateur suffit, sans compte et sans rien installer.',
        signed_in: 'Un navigateur suffit, sans rien installer. Connectez-vous avec votre compte.',
        groups:
          'Un navigateur suffit, sans rien installer. Connectez-vous avec votre compte : la salle est réservée aux personnes et aux groupes avec qui elle est partagée.',
        invited:
          'Un navigateur suffit, sans rien installer. Connectez-vous avec votre compte : la salle est réservée aux personnes que l’organisateur a désignées.',
      }[visibility],
      name,
    ),
  }),
  en: ({ room, link, password, locked, visibility, name }: Told) => ({
    subject: `Invitation: ${room}`,
    text: paragraphs(
      'Hello,',
      `I invite you to the room “${room}”. To go in:\n${link}`,
      password !== null && `Password: ${password}`,
      locked && password === null && 'You will be asked for a password at the door.',
      {
        anyone: 'A browser is enough, with no account and nothing to install.',
        signed_in: 'A browser is enough, with nothing to install. Sign in with your account.',
        groups:
          'A browser is enough, with nothing to install. Sign in with your account: the room is for the people and groups it is shared with.',
        invited:
          'A browser is enough, with nothing to install. Sign in with your account: the room is for people who are named by whoever holds it.',
      }[visibility],
      name,
    ),
  }),
} satisfies Record<Language, (told: Told) => { subject: string; text: string }>

interface Signed {
  text: string
  name: string
  tenant: string
}

/** By e-mail it comes from the institution: the last line says who wrote it, and whom an answer reaches. */
export const signedLetter = {
  fr: ({ text, name, tenant }: Signed) => `${text}

—
Envoyé par ${name} avec Amphi, la visioconférence de l’établissement « ${tenant} ». Votre réponse lui parviendra.
`,
  en: ({ text, name, tenant }: Signed) => `${text}

—
Sent by ${name} with Amphi, the video conferencing of ${tenant}. Your answer will reach them.
`,
} satisfies Record<Language, (signed: Signed) => string>
