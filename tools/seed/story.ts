import type { GrantRole } from '@amphi/contract/grants'
import type { Capability, Role } from '@amphi/contract/people'
import type { RoomSettings } from '@amphi/contract/room-settings'

/** The institution of every demonstration and picture, and the people in it, known by name. */
export const institution = 'Université des Deux-Rives'
export const domain = 'deux-rives.example'

/** Everyone's. */
export const password = 'a fine long one'

export interface Person {
  name: string
  role?: Role
  capabilities?: Capability[]
}

export const people = {
  malik: { name: 'Malik Ferrand', role: 'administrator' },
  camille: { name: 'Camille Aubert', capabilities: ['createRooms', 'stream', 'webinar'] },
  thomas: { name: 'Thomas Le Goff' },
  awa: { name: 'Awa Diop' },
  karim: { name: 'Karim Haddad', capabilities: [] },
  mei: { name: 'Mei-Lin Zhao', capabilities: [] },
  julien: { name: 'Julien Marchetti' },
  ines: { name: 'Inès Carvalho' },
  nadia: { name: 'Nadia Benali' },
  hugo: { name: 'Hugo Perrin', capabilities: [] },
  lea: { name: 'Léa Fontaine', capabilities: [] },
  yanis: { name: 'Yanis Belkacem', capabilities: [] },
  sophie: { name: 'Sophie Lemaire' },
  pierre: { name: 'Pierre-Yves Cadiou' },
} as const satisfies Record<string, Person>
export type Name = keyof typeof people

/** Asked to come, and not yet here: their letters wait. */
export const invited = ['Fatou Ndiaye', 'Bastien Roussel'] as const
/** Retired: disabled, and what they own stays. */
export const disabled: Name = 'pierre'

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ (?=le |la )/g, '.')
    .replace(/\s+/g, (_, at: number, all: string) => (all.slice(0, at).includes('.') ? '-' : '.'))

export const emailOf = (name: string) => `${plain(name)}@${domain}`

export const groups: Record<string, Name[]> = {
  'Master 2 Droit public': ['karim', 'mei', 'hugo', 'lea', 'yanis'],
  'Équipe pédagogique': ['camille', 'thomas', 'awa', 'julien'],
  Scolarité: ['ines', 'nadia', 'sophie'],
}

interface Stay {
  who: Name | { guest: string }
  /** Minutes after the start. */
  from: number
  /** Undefined: until the end. */
  to?: number
}

interface Said {
  who: Name
  at: number
  text: string
}

export interface Run {
  daysAgo: number
  /** Hour and minute of the day, in UTC. */
  at: readonly [number, number]
  minutes: number
  stays: Stay[]
  said?: Said[]
}

export interface Room {
  owner: Name
  name: string
  runs: Run[]
  /** With people, and groups by their names. */
  shared?: { with: Name | { group: string }; as: GrantRole }[]
  /** Whose list has it under a star. */
  favouriteOf?: Name[]
  settings?: Partial<RoomSettings>
  /** Whether it is open when the story is told. */
  open?: true
}

export const rooms: Room[] = [
  {
    owner: 'camille',
    name: 'Droit constitutionnel, TD 3',
    shared: [
      { with: 'thomas', as: 'manager' },
      { with: 'awa', as: 'moderator' },
      { with: { group: 'Équipe pédagogique' }, as: 'moderator' },
      { with: { group: 'Master 2 Droit public' }, as: 'participant' },
    ],
    favouriteOf: ['camille', 'thomas'],
    runs: [
      {
        daysAgo: 14,
        at: [8, 0],
        minutes: 92,
        stays: [
          { who: 'camille', from: 0 },
          { who: 'karim', from: 1 },
          { who: 'mei', from: 2 },
          { who: 'hugo', from: 6, to: 40 },
          { who: 'lea', from: 3 },
        ],
      },
      {
        daysAgo: 7,
        at: [8, 2],
        minutes: 88,
        stays: [
          { who: 'camille', from: 0 },
          { who: 'karim', from: 1 },
          { who: 'mei', from: 2, to: 31 },
          { who: 'mei', from: 33 },
          { who: 'yanis', from: 11 },
          { who: { guest: 'Paul (auditeur libre)' }, from: 14, to: 60 },
        ],
        said: [
          { who: 'camille', at: 3, text: 'Le plan du TD : https://www.conseil-constitutionnel.fr' },
          { who: 'mei', at: 34, text: 'Pardon, coupure de réseau. On en est à quelle décision ?' },
          { who: 'karim', at: 35, text: 'La décision de 1971, liberté d’association 👍' },
        ],
      },
    ],
    open: true,
  },
  { owner: 'camille', name: 'Permanence du mardi', runs: [], favouriteOf: ['camille'] },
  {
    owner: 'camille',
    name: 'Cours magistral, droit public L2',
    settings: { password: 'bruyères' },
    runs: [
      {
        daysAgo: 4,
        at: [13, 0],
        minutes: 108,
        stays: [
          { who: 'camille', from: 0 },
          { who: 'hugo', from: 2 },
          { who: 'lea', from: 5, to: 90 },
        ],
      },
    ],
  },
  {
    owner: 'camille',
    name: 'Séminaire Libertés publiques',
    shared: [{ with: 'julien', as: 'manager' }],
    settings: { visibility: 'groups' },
    runs: [
      {
        daysAgo: 6,
        at: [16, 30],
        minutes: 120,
        stays: [
          { who: 'camille', from: 0 },
          { who: 'julien', from: 1 },
          { who: 'yanis', from: 12 },
        ],
      },
    ],
  },
  { owner: 'camille', name: 'Tutorat L1, semestre 1', runs: [] },
  {
    owner: 'thomas',
    name: 'Conseil d’UFR',
    shared: [{ with: { group: 'Équipe pédagogique' }, as: 'moderator' }],
    favouriteOf: ['camille'],
    settings: { visibility: 'groups' },
    runs: [
      {
        daysAgo: 3,
        at: [13, 30],
        minutes: 124,
        stays: [
          { who: 'thomas', from: 0 },
          { who: 'camille', from: 2 },
          { who: 'awa', from: 4 },
          { who: 'julien', from: 9, to: 100 },
          { who: 'sophie', from: 1 },
        ],
        said: [{ who: 'sophie', at: 5, text: 'L’ordre du jour est dans vos boîtes depuis lundi.' }],
      },
    ],
  },
  {
    owner: 'ines',
    name: 'Accueil de la scolarité',
    shared: [
      { with: { group: 'Scolarité' }, as: 'manager' },
      { with: 'camille', as: 'moderator' },
    ],
    runs: [
      {
        daysAgo: 1,
        at: [9, 0],
        minutes: 180,
        stays: [
          { who: 'ines', from: 0 },
          { who: 'nadia', from: 15, to: 170 },
          { who: { guest: 'Mme Roche' }, from: 22, to: 31 },
          { who: { guest: 'Lucas' }, from: 64, to: 70 },
        ],
      },
    ],
    open: true,
  },
  { owner: 'awa', name: 'Laboratoire, réunion d’équipe', runs: [] },
  { owner: 'julien', name: 'Soutenances de mémoire', runs: [] },
]
