import { mkdirSync, writeFileSync } from 'node:fs'
import { type Measured, tableOf } from './figures.ts'

/** Everything that is measured. `npm run bench -- rates` runs one. */
const benches: Record<string, () => Promise<Measured[]>> = {
  rates: async () => (await import('./rates.ts')).measureRates(),
  rooms: async () => (await import('./many-rooms.ts')).measureManyRooms(),
  crowd: async () => (await import('./crowd.ts')).measureCrowd(),
  bbb: async () => (await import('./bbb.ts')).measureBbb(),
  memory: async () => (await import('./memory.ts')).measureMemory(),
  picture: async () => (await import('./picture.ts')).measurePicture(),
  placement: async () => (await import('./placement.ts')).measurePlacement(),
  calendar: async () => (await import('./calendar.ts')).measureCalendar(),
  caldav: async () => (await import('./caldav.ts')).measureCalDav(),
  bundle: async () => (await import('./bundle.ts')).measureBundle(),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !benches[name])
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}: choose among ${Object.keys(benches).join(', ')}.\n`)
  process.exit(1)
}

const results: Record<string, Measured[]> = {}
for (const [name, measure] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`\n${name}\n`)
  const figures = await measure()
  results[name] = figures
  process.stdout.write(`${tableOf(figures).join('\n')}\n`)
}

const folder = new URL('./results/', import.meta.url)
mkdirSync(folder, { recursive: true })
const file = new URL(`${new Date().toISOString().replaceAll(':', '-')}.json`, folder)
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
process.exit(0)
