import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Failure } from './failure.ts'
import { refuse } from './answer-failures.ts'

/** Only our own origin, no script in a page, nothing framed. `blob:` is a camera's picture or a worker we made. */
const policy = (connect: string) =>
  [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `media-src 'self' blob: mediastream:`,
    `connect-src 'self' ${connect}`.trim(),
    `worker-src 'self' blob:`,
    `font-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')

interface Needs {
  app: FastifyInstance
  /** The built pages; without them only the API answers. */
  folder: string
  /** Where pages connect besides us: an engine on another host, and our own host as a socket for older browsers. */
  connect: readonly string[]
}

/** What every answer says about itself, and the pages. */
export const servePages = async ({ app, folder, connect }: Needs) => {
  const contentPolicy = policy(connect.join(' '))
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'content-security-policy': contentPolicy,
      'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self)',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      ...(request.protocol === 'https' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    })
  })

  const hasPages = existsSync(join(folder, 'index.html'))
  if (hasPages) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const lasting = path.includes('/assets/')
        void reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }

  app.setNotFoundHandler((request, reply) => {
    const wantsPage = /^(GET|HEAD)$/.test(request.method) && !/^\/(api|hooks|rtc|assets)\//.test(request.url)
    if (hasPages && wantsPage) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return refuse(reply, new Failure('request.unknown_route'))
  })
}
