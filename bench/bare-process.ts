import Fastify from 'fastify'
import { Pool } from 'pg'

/** What the same machine gives when nothing is asked of it: one route, one indexed query, no more. */
const { BENCH_DATABASE = '' } = process.env

const pool = new Pool({ connectionString: BENCH_DATABASE, max: 20 })
const { rows } = await pool.query<{ id: string }>('select id from rooms limit 1')
const id = rows[0]?.id

const app = Fastify()
app.get('/bare', async () => {
  const found = await pool.query('select id, name, code, created_at from rooms where id = $1', [id])
  return found.rows[0]
})
await pool.query('create index if not exists bench_rooms_id on rooms (id)')
await app.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.address()
process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`)
