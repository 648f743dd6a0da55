import type { JournalFactName } from '@amphi/contract/journal'
import type { LinkKind } from '@amphi/contract/room-links'
import type { ReplyOf } from '#ground/request.ts'
import type { Key, Say, Values } from '#ground/words.ts'

export type Entry = ReplyOf<'readJournal'>[number]
type Words = Say<'journal'>

/** What a sentence speaks of, and where in it. */
export type Part = { text: string } | { text: string; of: 'person' | 'room'; id: string }

/** Around what stands for a thing while the sentence is put together: no name holds it. */
const mark = '\uE000'
const standFor = (name: string) => mark + name + mark

/** Under which name of a fact each thing of a sentence stands, and what it is called when it is gone. */
const things = {
  by: { id: 'by', of: 'person', gone: 'gone.person' },
  person: { id: 'userId', of: 'person', gone: 'gone.person' },
  heir: { id: 'heirId', of: 'person', gone: 'gone.person' },
  room: { id: 'roomId', of: 'room', gone: 'gone.room' },
  owner: { id: 'ownerId', of: 'person', gone: 'gone.person' },
  group: { id: 'groupId', of: undefined, gone: 'gone.group' },
  letter: { id: 'letterId', of: undefined, gone: 'gone.letter' },
  node: { id: 'nodeId', of: undefined, gone: 'gone.node' },
} as const satisfies Record<string, { id: string; of: 'person' | 'room' | undefined; gone: Key<'journal'> }>
type Thing = keyof typeof things

const isThing = (name: string): name is Thing => name in things

const listOf = (value: unknown) => (Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [])

/** An aspect that is a story of its own: alone, or before all others. */
const deeds = ['founded', 'added', 'joined', 'disabled', 'enabled'] as const

const ofPerson = (say: Words, { ids }: Entry): [Key<'journal'>, Values] => {
  const what = listOf(ids['what'])
  const deed = deeds.find((it) => what.includes(it))
  if (deed) return [`person.${deed}`, {}]
  const isOwn = ids['by'] === ids['userId']
  if (what.length === 0) return [isOwn ? 'person.own' : 'person.changed', {}]
  const list = what.map((aspect) => say(`aspect.${aspect}` as Key<'journal'>)).join(', ')
  return [isOwn ? 'person.own_what' : 'person.changed_what', { what: list }]
}

const presetDeeds = ['created', 'changed', 'removed', 'default'] as const
const states = ['enabled', 'cordoned', 'disabled'] as const

const ofNode = (say: Words, { ids }: Entry): [Key<'journal'>, Values] => {
  const what = listOf(ids['what'])
  const state = states.find((it) => what.includes(it))
  if (state) return [`node.${state}`, {}]
  return ['node.changed', { what: what.map((name) => say(`node.aspect.${name}` as Key<'journal'>)).join(', ') }]
}

const kindOf = ({ kind }: Entry['ids']): LinkKind => (kind === 'moderators' || kind === 'direct' ? kind : 'personal')

const sentences: Record<JournalFactName, (say: Words, entry: Entry) => [Key<'journal'>, Values]> = {
  'tenant.changed': (say, { ids }) => {
    const list = listOf(ids['what']).map((name) => say(`setting.${name}` as Key<'journal'>))
    return ids['by'] ? ['tenant.changed_by', { what: list.join(', ') }] : ['tenant.changed', {}]
  },
  'preset.changed': (_, { ids }) => {
    if (ids['deed'] === 'default' && ids['presetId'] === null) return ['preset.none', {}]
    const deed = presetDeeds.find((it) => it === ids['deed']) ?? 'changed'
    return [`preset.${deed}`, { name: String(ids['name']) }]
  },
  'letter.opened': () => ['letter.opened', {}],
  'person.invited': (_, { ids }) => [ids['again'] ? 'person.invited_again' : 'person.invited', {}],
  'person.changed': ofPerson,
  'person.removed': () => ['person.removed', {}],
  'token.created': () => ['token.created', {}],
  'token.revoked': (_, { ids }) => [
    ids['by'] === null ? 'token.revoked.console' : (`token.revoked.${String(ids['how'])}` as Key<'journal'>),
    { count: Number(ids['many'] ?? 1) },
  ],
  'app_password.created': (_, { ids }) => [
    ids['by'] === null ? 'app_password.created.console' : 'app_password.created',
    {},
  ],
  'app_password.revoked': (_, { ids }) => [
    ids['by'] === null
      ? 'app_password.revoked.console'
      : (`app_password.revoked.${String(ids['how'])}` as Key<'journal'>),
    { count: Number(ids['many'] ?? 1) },
  ],
  'room.removed': (_, { ids }) => [ids['unused'] ? 'room.removed.unused' : 'room.removed', {}],
  'room.archived': (_, { ids }) => [ids['by'] === null ? 'room.archived.unused' : 'room.archived', {}],
  'room.restored': () => ['room.restored', {}],
  'room.kept': () => ['room.kept', {}],
  'room.led': () => ['room.led', {}],
  'link.made': (_, { ids }) => [`link.made.${kindOf(ids)}`, {}],
  'link.revoked': (_, { ids }) => [`link.revoked.${kindOf(ids)}`, {}],
  'link.chosen': (_, { ids }) =>
    typeof ids['chosen'] === 'string' ? ['link.chosen', { chosen: ids['chosen'] }] : ['link.unchosen', {}],
  'room.shared': (_, { ids }) => [
    `room.shared.${typeof ids['role'] === 'string' ? ids['role'] : 'none'}` as Key<'journal'>,
    { to: standFor(ids['groupId'] ? 'group' : 'person') },
  ],
  'room.handed_over': () => ['room.handed_over', {}],
  'invitation.sent': (_, { ids }) => ['invitation.sent', { count: Number(ids['count'] ?? 1) }],
  'session.opened': () => ['session.opened', {}],
  'session.ended': (say, { ids }) => [
    'session.ended',
    { reason: say(`reason.${String(ids['reason'])}` as Key<'journal'>) },
  ],
  'role.given': (_, { ids }) => [ids['role'] === 'moderator' ? 'role.moderator' : 'role.participant', {}],
  'participant.removed': () => ['participant.removed', {}],
  'participant.banned': () => ['participant.banned', {}],
  'ban.lifted': () => ['ban.lifted', {}],
  'bbb_client.changed': (_, { ids }) => {
    const deed = String(ids['deed'])
    const key = ids['by'] === null ? `bbb_client.${deed}.console` : `bbb_client.${deed}`
    return [key as Key<'journal'>, { name: String(ids['name']) }]
  },
  'node.added': () => ['node.added', {}],
  'node.changed': ofNode,
  'node.removed': () => ['node.removed', {}],
  'node.emptied': (_, { ids }) => ['node.emptied', { count: Number(ids['sessions'] ?? 0) }],
  'node.fell': () => ['node.fell', {}],
  'node.recovered': () => ['node.recovered', {}],
}

const isKnown = (fact: string): fact is JournalFactName => fact in sentences

/** Named by the fact itself where the thing can be asked for no more. */
const nameIn = ({ ids, things: there }: Entry, thing: Thing): string | undefined => {
  const id = ids[things[thing].id]
  const name = typeof id === 'string' ? there[id]?.name : undefined
  return name ?? ((thing === 'room' || thing === 'node') && typeof ids['name'] === 'string' ? ids['name'] : undefined)
}

const partOf = (say: Words, entry: Entry, thing: Thing): Part => {
  const { id: under, of, gone } = things[thing]
  const id = entry.ids[under]
  // Inside a meeting, whoever has no account is a guest; elsewhere nobody but the console acts without one.
  if (id === null && 'participantId' in entry.ids) return { text: say('guest') }
  if (thing === 'by' && id === null) return { text: say('console') }
  const name = nameIn(entry, thing)
  const text = name === undefined ? say(gone) : of === 'room' || thing === 'node' ? say('named', { name }) : name
  return of && typeof id === 'string' && entry.things[id]?.page ? { text, of, id } : { text }
}

/** French: « de Ada » is said « d’Ada ». */
const elided = (part: Part, next: Part | undefined): Part =>
  next && part.text.endsWith(' de ') && /^[aeiouàâéèêîôû]/i.test(next.text)
    ? { ...part, text: `${part.text.slice(0, -2)}’` }
    : part

/** What happened, as one would tell it: words, and the things they speak of. */
export const sentenceOf = (say: Words, entry: Entry): Part[] => {
  // A newer server may keep what this page has not learnt yet.
  if (!isKnown(entry.fact)) return [{ text: entry.fact }]
  const [key, values] = sentences[entry.fact](say, entry)
  const stands = Object.fromEntries(Object.keys(things).map((name) => [name, standFor(name)]))
  const parts = say(key, { ...values, ...stands })
    .split(mark)
    .filter((piece) => piece !== '')
    .map((piece) => (isThing(piece) ? partOf(say, entry, piece) : { text: piece }))
  return parts.map((part, at) => elided(part, parts[at + 1]))
}
