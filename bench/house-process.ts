import '@amphi/server/platform/lean-imports'
import { parseConfig } from '@amphi/server/platform/config'

/** The server as it runs, but that it never says "too often": here one machine asks for a whole town. */
const { BENCH_DATABASE = '', BENCH_FOLDER = '', BENCH_LIVEKIT = '', BENCH_BBB_SECRET = '' } = process.env
const [url = '', apiKey = '', apiSecret = ''] = BENCH_LIVEKIT.split(' ')

const { openHouse } = await import('@amphi/server/house')
const house = await openHouse({
  config: parseConfig({
    AMPHI_DATA: BENCH_FOLDER,
    AMPHI_LOG: 'warn',
    AMPHI_MEDIA_SEATS: '100000',
    AMPHI_BBB_SECRET: BENCH_BBB_SECRET,
  }),
  databaseUrl: BENCH_DATABASE,
  secret: 'a secret of the benchmarks, long enough for anyone',
  livekit: { url, apiKey, apiSecret, onRestart: () => {} },
  children: [],
  limitScale: 1e9,
})
await house.app.listen({ port: 0, host: '127.0.0.1' })
const address = house.app.server.address()
process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`)

// An orderly end, so that a profile of it can be written (BENCH_NODE_FLAGS=--cpu-prof).
process.once('SIGINT', () => process.exit())
