import type { Language } from '@amphi/contract/requests'

export interface RoomTold {
  name: string
  /** Whose it is, where it is not the reader’s. */
  owner: string | null
  /** When a session last began in it, as a day; null where none ever did. */
  used: string | null
  made: string
  /** Since when it is archived; null where it is not. */
  archived: string | null
  due: string
  link: string
}

interface Told {
  name: string
  tenant: string
  /** Those to be archived, those to be deleted, and how many more there are. */
  archive: readonly RoomTold[]
  remove: readonly RoomTold[]
  more: number
  /** Of one’s rooms. */
  list: string
}

const paragraphs = (all: (string | false)[]) => `${all.filter((it) => it !== false).join('\n\n')}\n`

const french = {
  unused: (count: number) => (count === 1 ? 'une salle qui ne sert plus' : `${count} salles qui ne servent plus`),
  archive: ({ name, owner, used, made, due, link }: RoomTold) =>
    `« ${name} »${owner === null ? '' : ` (${owner})`}
${used === null ? `Créée le ${made}, elle n’a jamais servi.` : `Elle n’a pas servi depuis le ${used}.`} Elle sera archivée le ${due}.
La garder : ${link}`,
  remove: ({ name, owner, archived, due, link }: RoomTold) =>
    `« ${name} »${owner === null ? '' : ` (${owner})`}
Archivée depuis le ${archived}, elle sera supprimée le ${due}.
La garder : ${link}`,
}

const english = {
  unused: (count: number) => (count === 1 ? 'a room that is not used' : `${count} rooms that are not used`),
  archive: ({ name, owner, used, made, due, link }: RoomTold) =>
    `“${name}”${owner === null ? '' : ` (${owner})`}
${used === null ? `Made on ${made}, it has never been used.` : `It has not been used since ${used}.`} It will be archived on ${due}.
Keep it: ${link}`,
  remove: ({ name, owner, archived, due, link }: RoomTold) =>
    `“${name}”${owner === null ? '' : ` (${owner})`}
Archived since ${archived}, it will be deleted on ${due}.
Keep it: ${link}`,
}

/** What will become of rooms that nobody uses, in the tongue of whom they are told to: all of a week in one letter. */
export const upkeepLetters = {
  fr: ({ name, tenant, archive, remove, more, list }: Told) => {
    const count = archive.length + remove.length + more
    return {
      subject: `${tenant} : ${french.unused(count)}`,
      text: paragraphs([
        `Bonjour ${name},`,
        archive.length > 0 &&
          'Une salle archivée ne s’ouvre plus, et son lien le dit. Rien n’est perdu : vous pouvez la sortir des archives.',
        archive.length > 0 && archive.map(french.archive).join('\n\n'),
        remove.length > 0 &&
          'Une salle supprimée l’est pour toujours : ses liens et l’historique de ses sessions disparaissent.',
        remove.length > 0 && remove.map(french.remove).join('\n\n'),
        more === 1 ? `Et une autre : ${list}` : more > 1 && `Et ${more} autres : ${list}`,
        'Ouvrir une salle qui n’est pas encore archivée suffit aussi à la garder. Si vous ne faites rien, cela aura lieu à la date indiquée.',
        `—\nVous recevez ce message parce que ${count === 1 ? 'cette salle est à vous, que vous la gérez' : 'ces salles sont à vous, que vous les gérez'} ou que vous administrez l’établissement « ${tenant} ».`,
      ]),
    }
  },
  en: ({ name, tenant, archive, remove, more, list }: Told) => {
    const count = archive.length + remove.length + more
    return {
      subject: `${tenant}: ${english.unused(count)}`,
      text: paragraphs([
        `Hello ${name},`,
        archive.length > 0 &&
          'A room that is archived opens no more, and its link says so. Nothing of it is lost: you can take it out of the archive.',
        archive.length > 0 && archive.map(english.archive).join('\n\n'),
        remove.length > 0 && 'A room that is deleted is gone for good: its links and the history of its sessions go.',
        remove.length > 0 && remove.map(english.remove).join('\n\n'),
        more === 1 ? `And one more: ${list}` : more > 1 && `And ${more} more: ${list}`,
        'Opening a room that is not archived yet is enough to keep it as well. If you do nothing, it will happen on the day given.',
        `—\nYou receive this message because ${count === 1 ? 'this room is yours, you manage it' : 'these rooms are yours, you manage them'} or you administer ${tenant}.`,
      ]),
    }
  },
} satisfies Record<Language, (told: Told) => { subject: string; text: string }>
