import type { AskOf } from '#ground/request.ts'
import type { Node } from './queries.ts'

/** How Jitsi lets people in: whoever comes, or with a token that a secret signs, or a private key. */
export const accesses = ['open', 'secret', 'key'] as const
export type Access = (typeof accesses)[number]

/** What stands in the fields, as it is typed. */
export interface NodeForm {
  engine: Node['engine']
  address: string
  access: Access
  appId: string
  keyId: string
  secret: string
  name: string
  seats: string
  weight: string
  tags: string
  serves: Node['serves']
  hosts: string
}

export const emptyForm: NodeForm = {
  engine: 'bigbluebutton',
  address: '',
  access: 'open',
  appId: '',
  keyId: '',
  secret: '',
  name: '',
  seats: '200',
  weight: '1',
  tags: '',
  serves: 'here',
  hosts: '',
}

export const accessOf = ({ appId, keyId }: Pick<Node, 'appId' | 'keyId'>): Access => {
  if (appId === null) return 'open'
  return keyId === null ? 'secret' : 'key'
}

/** Whether a secret goes with what is chosen. */
export const hasSecret = ({ engine, access }: Pick<NodeForm, 'engine' | 'access'>) =>
  engine !== 'jitsi' || access !== 'open'

export const formOf = (node: Node): NodeForm => ({
  engine: node.engine,
  address: node.address ?? '',
  access: accessOf(node),
  appId: node.appId ?? '',
  keyId: node.keyId ?? '',
  secret: '',
  name: node.name,
  seats: String(node.seats),
  weight: String(node.weight),
  tags: node.tags.join(', '),
  serves: node.serves,
  hosts: node.hosts.join(', '),
})

const listOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean)

/** People write addresses without their beginning. */
export const addressOf = (text: string) => (/^https?:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`)

type Said = NonNullable<AskOf<'changeNode'>['body']>

/** By what one speaks to it; an empty secret is the one that is kept. */
export const accessIn = (form: NodeForm) => ({
  ...(form.secret === '' || !hasSecret(form) ? {} : { secret: form.secret }),
  ...(form.engine === 'jitsi'
    ? {
        appId: form.access === 'open' ? null : form.appId.trim(),
        keyId: form.access === 'key' ? form.keyId.trim() : null,
      }
    : {}),
})

/** As the server is told it. */
export const saidIn = (form: NodeForm): Said => ({
  ...(form.address.trim() === '' ? {} : { address: addressOf(form.address) }),
  ...accessIn(form),
  ...(form.name.trim() === '' ? {} : { name: form.name }),
  seats: Number(form.seats.trim()),
  weight: Number(form.weight.trim().replace(',', '.')),
  tags: listOf(form.tags),
  serves: form.serves,
  hosts: form.serves === 'named' ? listOf(form.hosts) : [],
})

/** Of these, what differs from what is kept. */
export const changesOf = (form: NodeForm, node: Node): Said => {
  const said = saidIn(form)
  const names = Object.keys(said) as (keyof Said)[]
  const changed = names.filter((name) => name === 'secret' || JSON.stringify(said[name]) !== JSON.stringify(node[name]))
  return Object.fromEntries(changed.map((name) => [name, said[name]]))
}
