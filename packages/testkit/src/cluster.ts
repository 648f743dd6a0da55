import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import type { TestProject } from 'vitest/node'
import { openPostgres } from '@amphi/server/platform/children/postgres'
import { migrateDatabase } from '@amphi/server/platform/db'
import { cast, emailOf, type House, hosts, loginOf, type Name, password, tenants } from './cast.ts'
import { databaseAt, runSql } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { url: string }
  }
}

// What a power cut could lose, a test does not miss.
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' }

const quiet = { info() {}, warn() {}, error() {} }

const tenantSql = (house: House) =>
  `insert into tenants (id, name, language, instant_meetings, domains, created_at)
   values ('${tenants[house]}', '${house}', 'fr', true, '{${hosts[house]}}', now() + interval '${house === 'university' ? 0 : 1} s')`

const personSql = (name: Name, secret: string) => {
  const { house, userId, name: fullName, role } = cast[name]
  const tenantId = tenants[house]
  const print = createHash('sha256').update(loginOf(name)).digest('base64url')
  return `
    insert into users (tenant_id, id, email, name, role, capabilities, email_notices, created_at, joined_at)
    values ('${tenantId}', '${userId}', '${emailOf(name)}', '${fullName}', '${role}', '{createRooms}', true, now(), now());
    insert into identities (tenant_id, user_id, provider, subject, secret)
    values ('${tenantId}', '${userId}', 'password', '${userId}', '${secret}');
    insert into logins (tenant_id, id, user_id, token_print, address, user_agent, created_at, last_seen_at)
    values ('${tenantId}', gen_random_uuid(), '${userId}', '${print}', '192.0.2.1', 'testkit', now(), now())`
}

/** One cluster for the whole run. Its template1 is migrated and knows our cast, and so does every copy of it. */
export const setup = async ({ provide }: TestProject) => {
  const folder = mkdtempSync(join(tmpdir(), 'amphi-'))
  chmodSync(folder, 0o711)
  const logFile = join(folder, 'postgres.log')
  const postgres = await openPostgres({ folder: join(folder, 'pg'), logFile, tell: quiet, settings: careless })
  const template = databaseAt(postgres.url, 'template1')

  await migrateDatabase(template)
  const secret = await hash(password)
  for (const house of Object.keys(tenants) as House[]) await runSql(template, tenantSql(house))
  for (const name of Object.keys(cast) as Name[]) await runSql(template, personSql(name, secret))

  provide('cluster', { url: postgres.url })
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
