import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { looksLikeName, mayBeListed, pageAt } from '@amphi/contract/pages'
import { Failure } from './failure.ts'
import { serveFramePage } from './frame-page.ts'
import { refuse } from './answer-failures.ts'

/** Only our own origin, no script in a page, nothing framed. `blob:` is a camera's picture or a worker we made. */
const policy = (connect: string, frames: readonly string[] = []) =>
  [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `media-src 'self' blob: mediastream:`,
    `connect-src 'self' ${connect}`.trim(),
    `worker-src 'self' blob:`,
    `font-src 'self'`,
    ...(frames.length > 0 ? [`frame-src 'self' ${frames.join(' ')}`] : []),
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
  /** Whether a name that was chosen for a link leads somewhere, in the house of that host. */
  isChosen: (host: string, name: string) => Promise<boolean>
  /** Whose pages may stand inside a page at a link, in the house of that host: of engines that have their own. */
  framed?: (host: string) => Promise<readonly string[]>
  /** The page around somebody else’s that stands alone. */
  framePage?: Omit<Parameters<typeof serveFramePage>[0], 'app'>
}

/** What every answer says about itself, and the pages. */
export const servePages = async ({ app, folder, connect, isChosen, framed = async () => [], framePage }: Needs) => {
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

  /** Those may then use what the page may: a camera, a microphone, a screen. */
  const frame = async (request: FastifyRequest, reply: FastifyReply) => {
    const origins = await framed(request.host)
    if (origins.length === 0) return
    const allowed = ['self', ...origins.map((origin) => `"${origin}"`)].join(' ')
    void reply.headers({
      'content-security-policy': policy(connect.join(' '), origins),
      'permissions-policy': `camera=(${allowed}), microphone=(${allowed}), display-capture=(${allowed}), fullscreen=(${allowed})`,
    })
  }

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

  if (hasPages && framePage) serveFramePage({ app, ...framePage })

  app.setNotFoundHandler((request, reply) => {
    if (!hasPages || !isForAPage(request)) return refuse(reply, new Failure('request.unknown_route'))
    return answerPage(request, reply, { isChosen, frame })
  })
}

/** Programs speak to these, and are answered in JSON. */
const ofPrograms = /^\/(api|hooks|rtc)(\/|$)/

const splitAddress = (url: string) => {
  const at = url.indexOf('?')
  return at < 0 ? ([url, ''] as const) : ([url.slice(0, at), url.slice(at)] as const)
}

const isForAPage = ({ method, url }: FastifyRequest) =>
  /^(GET|HEAD)$/.test(method) && !ofPrograms.test(splitAddress(url)[0])

/** The web decides what a page shows, and whether there is one: its list of pages is ours. */
const answerPage = async (
  request: FastifyRequest,
  reply: FastifyReply,
  {
    isChosen,
    frame,
  }: Pick<Needs, 'isChosen'> & { frame: (request: FastifyRequest, reply: FastifyReply) => Promise<void> },
) => {
  const [path, query] = splitAddress(request.url)
  void reply.header('cache-control', 'no-cache')
  const page = pageAt(path)
  const name = page === '/$code' ? path.slice(1).toLowerCase() : ''
  const isPage = page !== undefined && (!looksLikeName(name) || (await isChosen(request.host, name)))
  if (page && isPage) {
    // Rooms and links are for those who were given them. (A robot kept from reading them would never read this.)
    if (!mayBeListed(page)) void reply.header('x-robots-tag', 'noindex, nofollow')
    if (page.endsWith('$code')) await frame(request, reply)
    return reply.sendFile('index.html')
  }
  // One slash too many, as people paste them. It leads to a page of ours, or nowhere: never to another host.
  const plain = `/${path.split('/').filter(Boolean).join('/')}`
  if (plain !== path && pageAt(plain)) return reply.redirect(plain + query, 308)
  const isFile = /\.\w+$/.test(path)
  if (!isFile && request.headers.accept?.includes('text/html')) return reply.code(404).sendFile('index.html')
  return reply.code(404).type('text/plain; charset=utf-8').send('There is nothing at this address.\n')
}
