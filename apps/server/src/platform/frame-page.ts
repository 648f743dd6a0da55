import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What a page around somebody else’s may load and frame besides our own. */
export interface Framed {
  /** The one script of theirs. */
  script: string
  origin: string
}

interface Needs {
  app: FastifyInstance
  /** Where it is, with one `:id` of whom it frames. */
  path: string
  /** Among the built pages. */
  file: string
  /** What it may ask of us: addresses that begin so. */
  asks: string
  framed: (id: string) => Promise<Framed | undefined>
}

/** Our own, and of theirs one script and one frame: what else that script would load or tell, the browser refuses it. */
const policy = (connect: string, framed: Framed | undefined) =>
  [
    `default-src 'none'`,
    `script-src 'self' ${framed?.script ?? ''}`.trim(),
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `manifest-src 'self'`,
    `connect-src ${connect}`,
    `frame-src ${framed?.origin ?? `'none'`}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    // Inside a page of ours, where the institution wants it there.
    `frame-ancestors 'self'`,
  ].join('; ')

/** What a meeting needs of the machine; the frame is given no more. */
const lent = ['camera', 'microphone', 'display-capture', 'fullscreen', 'autoplay', 'clipboard-write']

/** As an address has it, so that nothing but a host gets into the policy. */
const originOf = ({ protocol, host }: FastifyRequest) => {
  const said = `${protocol}://${host}`
  return URL.canParse(said) ? new URL(said).origin : 'https://host.invalid'
}

/** A page of ours around one of somebody else’s server, with a policy of its own. */
export const serveFramePage = ({ app, path, file, asks, framed }: Needs) => {
  app.get(path, async (request, reply) => {
    const { id = '' } = request.params as { id?: string }
    const theirs = await framed(id)
    const allowed = theirs ? `(self "${theirs.origin}")` : '(self)'
    void reply.headers({
      'cache-control': 'no-cache',
      'content-security-policy': policy(`${originOf(request)}${asks}`, theirs),
      'permissions-policy': lent.map((what) => `${what}=${allowed}`).join(', '),
      'x-robots-tag': 'noindex, nofollow',
    })
    // Of a server that is gone, the page says by itself that its link is of before.
    return reply.code(theirs ? 200 : 404).sendFile(file)
  })
}
