import { parseConfig } from '@amphi/server/platform/config'
import { migrateDatabase } from '@amphi/server/platform/db'
import { StartProblem } from '@amphi/server/platform/start-problem'
import { refuseWherePeopleLive, seedPeople } from './seed/people.ts'
import { openPlace } from './seed/place.ts'
import { openRooms, seedRooms } from './seed/rooms.ts'
import { openStage, type Stage } from './seed/stage.ts'
import { disabled, emailOf, institution, password, people, type Person } from './seed/story.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Longer ago than anything the story tells, and not so long that a login would have ended since. */
const daysBefore = 13

const seed = async () => {
  const config = parseConfig(process.env)
  await using opened = new AsyncDisposableStack()
  const place = opened.adopt(await openPlace(config), (it) => it.close())
  const { databaseUrl, secret, livekit } = place
  if (!place.running) await migrateDatabase(databaseUrl)

  const now = new Date()
  const before = new Date(now.getTime() - daysBefore * 24 * 3600 * 1000)
  /** One act after the other, each at its time; the stage is left also where it cannot be played. */
  const play = async (at: Date, act: (stage: Stage) => Promise<void>) => {
    await using left = new AsyncDisposableStack()
    const needs = { config, databaseUrl, secret, livekit: undefined }
    await act(left.adopt(await openStage(needs, at), (stage) => stage.close()))
  }
  await play(now, refuseWherePeopleLive)
  await play(now, seedPeople)
  await play(before, (stage) => seedRooms(stage, now))

  const present = opened.adopt(await openStage({ config, databaseUrl, secret, livekit }, now), (it) => it.close())
  await openRooms(present)
}

try {
  await seed()
  say(`${institution} is there. They can sign in, each with the password “${password}”:`)
  for (const [key, { name, role }] of Object.entries<Person>(people)) {
    const note = role === 'administrator' ? ' (administrator)' : key === disabled ? ' (disabled: cannot)' : ''
    say(`  ${emailOf(name).padEnd(36)} ${name}${note}`)
  }
} catch (error) {
  if (!(error instanceof StartProblem)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
