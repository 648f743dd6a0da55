import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** One figure, or several told apart by a label: a queue, a state; never an id or a name of anybody's. */
type Reading = number | { label: string; value: number }[]

interface Figure {
  /** As Prometheus names things: `amphi_` and the unit at its end, `_total` for what only grows. */
  name: `amphi_${string}`
  help: string
  /** What the label says, where there is one. */
  label?: string
  /** Asked when Prometheus asks. What cannot be read just then is told as NaN, and the rest all the same. */
  read: () => Reading | Promise<Reading>
}

/** Figures of this process, and of the house it belongs to. Each module tells its own. */
export const createMetrics = () => {
  const registry = new Registry()

  const tell = ({ name, help, label, read }: Figure) => {
    const common = { name, help, registers: [registry], labelNames: label === undefined ? [] : [label] }
    const samples = async () => {
      const reading = await Promise.resolve(read()).catch(() => (label === undefined ? NaN : []))
      return typeof reading === 'number' ? [{ labels: {}, value: reading }] : reading.map(labelled)
    }
    const labelled = ({ label: of, value }: { label: string; value: number }) => ({
      labels: { [label ?? '']: of },
      value,
    })
    if (name.endsWith('_total'))
      return new Counter({
        ...common,
        async collect() {
          const all = await samples()
          this.reset()
          for (const { labels, value } of all) this.inc(labels, value)
        },
      })
    return new Gauge({
      ...common,
      async collect() {
        const all = await samples()
        this.reset()
        for (const { labels, value } of all) this.set(labels, value)
      },
    })
  }

  return { tell: (figure: Figure) => void tell(figure), registry }
}

export type Metrics = ReturnType<typeof createMetrics>

/** `/metrics`, with the process itself (memory, event loop, garbage) and how long requests take. */
export const serveMetrics = (app: FastifyInstance, { registry }: Metrics) => {
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'amphi_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })

  // Those who ask at once share one reading: it costs a few questions to the database.
  let reading: Promise<string> | undefined
  app.get('/metrics', async (_request, reply) => {
    reading ??= registry.metrics().finally(() => {
      reading = undefined
    })
    return reply.type(registry.contentType).send(await reading)
  })
}
