import { createHash } from 'node:crypto'
import { Client } from 'pg'

/** A person signed in, who may do as they like; and how they ask. */
export const aPerson = async (house: string, database: string) => {
  const client = new Client(database)
  await client.connect()
  const token = 'benchmark'.padEnd(43, 'x')
  const print = createHash('sha256').update(token).digest('base64url')
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
