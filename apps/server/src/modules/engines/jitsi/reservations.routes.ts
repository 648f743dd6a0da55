import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NodeId } from '@amphi/contract/nodes'
import { Failure, invalid } from '#platform/failure'
import type { Keys } from '#platform/secrets'
import type { NodeRow } from '../nodes.repository.ts'
import type { ReservationsService } from './reservations.service.ts'

const folder = '/hooks/jitsi'

const Asked = z.object({ name: z.string().min(1).max(500), mail_owner: z.string().max(500).default('') })

/** What is written into the settings of a server: it signs nothing itself, so the address is signed by us. */
export const createReservationAddresses = ({ keys, publicUrl }: { keys: Keys; publicUrl: string }) => {
  const signatureOf = (id: string) => keys.sign('jitsi reservations', id)
  return {
    of: ({ id }: Pick<NodeRow, 'id'>) => `${publicUrl}${folder}/${id}/${signatureOf(id)}`,
    isOurs(id: string, signature: string) {
      const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(id))]
      return given.length === right.length && timingSafeEqual(given, right)
    },
  }
}

interface Needs {
  app: FastifyInstance
  addresses: Pick<ReturnType<typeof createReservationAddresses>, 'isOurs'>
  reservations: ReservationsService
  /** Undefined for one that is none of ours, or speaks otherwise. */
  nodeOf: (id: NodeId) => Promise<NodeRow | undefined>
}

/** Where Prosody’s module `reservations` asks, in its own words. */
export const mountReservations = async ({ app, addresses, reservations, nodeOf }: Needs) => {
  const asking = async (request: FastifyRequest) => {
    const { nodeId, signature = '' } = request.params as Record<string, string | undefined>
    const { data: id } = NodeId.safeParse(nodeId)
    const node = id && addresses.isOurs(id, signature) ? await nodeOf(id) : undefined
    if (!node) throw new Failure('login.required')
    return node
  }

  // Only here are forms read: elsewhere another site could send one.
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16 * 1024 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    const path = `${folder}/:nodeId/:signature/conference`

    scope.post(path, async (request, reply) => {
      const node = await asking(request)
      const { success, data, error } = Asked.safeParse(request.body)
      if (!success) throw invalid(error.issues.map((it) => ({ at: it.path.join('.'), message: it.message })))
      const { status, body } = await reservations.make(node, { name: data.name, owner: data.mail_owner })
      return reply.code(status).send(body)
    })

    scope.get(`${path}/:conference`, async (request, reply) => {
      const { status, body } = await reservations.read(await asking(request), conferenceIn(request))
      return reply.code(status).send(body)
    })

    scope.delete(`${path}/:conference`, async (request, reply) => {
      await reservations.forget(await asking(request), conferenceIn(request))
      return reply.code(204).send()
    })
  })
}

const conferenceIn = ({ params }: FastifyRequest) => (params as Record<string, string | undefined>)['conference'] ?? ''
