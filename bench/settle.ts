import { createHash } from 'node:crypto'
import { Client } from 'pg'

const tokenOf = (name: string) => name.padEnd(43, 'x')
const printOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** So many people signed in, of whom each has a browser with what it is given; by the cookies they send. */
export const aCrowd = async (database: string, many: number): Promise<string[]> => {
  const client = new Client(database)
  await client.connect()
  const names = Array.from({ length: many }, (_, at) => `someone-${at}`)
  await client.query(
    `with tenant as (select id from tenants limit 1), given as (
      select gen_random_uuid() as id, name, print from unnest($1::text[], $2::text[]) as it (name, print)),
    people as (
      insert into users (tenant_id, id, email, name, role, capabilities, email_notices, created_at, joined_at)
      select tenant.id, given.id, given.name || '@example.org', given.name, 'member', '{createRooms}', true, now(), now()
      from tenant, given),
    browsers as (
      insert into guests (tenant_id, id, token_print, created_at, last_seen_at)
      select tenant.id, gen_random_uuid(), given.print, now(), now() from tenant, given)
    insert into logins select tenant.id, gen_random_uuid(), given.id, given.print, '127.0.0.1', 'bench', now(), now()
      from tenant, given`,
    [names, names.map((name) => printOf(tokenOf(name)))],
  )
  // As any database has been that is a minute old: it knows how much there is of what.
  await client.query('analyze')
  await client.end()
  return names.map((name) => `amphi_login=${tokenOf(name)}; amphi_guest=${tokenOf(name)}`)
}

/** A person signed in, who may do as they like; and how they ask. */
export const aPerson = async (house: string, database: string) => {
  const client = new Client(database)
  await client.connect()
  const token = tokenOf('benchmark')
  const print = printOf(token)
  await client.query(`with tenant as (select id from tenants limit 1), person as (
      insert into users (tenant_id, id, email, name, role, capabilities, email_notices, created_at, joined_at)
      select id, gen_random_uuid(), 'bench@example.org', 'Bench', 'member', '{createRooms}', true, now(), now() from tenant
      returning tenant_id, id)
    insert into logins select tenant_id, gen_random_uuid(), id, '${print}', '127.0.0.1', 'bench', now(), now() from person`)
  await client.end()
  const headers = {
    cookie: `amphi_login=${token}`,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
  }
  const ask = async <T = { id: string; code: string }>(method: string, path: string, body?: object) => {
    const { 'content-type': type, ...bare } = headers
    const response = await fetch(`${house}/api/v1${path}`, {
      method,
      headers: body ? { ...bare, 'content-type': type } : bare,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }
  return { headers, ask }
}
