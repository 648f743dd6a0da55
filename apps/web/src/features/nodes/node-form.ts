import type { AskOf } from '#ground/request.ts'
import type { Node } from './queries.ts'

/** What stands in the fields, as it is typed. */
export interface NodeForm {
  address: string
  secret: string
  name: string
  seats: string
  weight: string
  tags: string
  serves: Node['serves']
  hosts: string
}

export const emptyForm: NodeForm = {
  address: '',
  secret: '',
  name: '',
  seats: '200',
  weight: '1',
  tags: '',
  serves: 'here',
  hosts: '',
}

export const formOf = (node: Node): NodeForm => ({
  address: node.address ?? '',
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

/** As the server is told it; an empty secret is the one that is kept. */
export const saidIn = (form: NodeForm): Said => ({
  ...(form.address.trim() === '' ? {} : { address: addressOf(form.address) }),
  ...(form.secret === '' ? {} : { secret: form.secret }),
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
