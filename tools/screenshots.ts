import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { aBrowser } from '../e2e/browser.ts'
import { aServer, type Server } from '../e2e/server.ts'
import { aCamera } from './screenshots/camera.ts'
import { aCompany } from './screenshots/company.ts'
import { draw, writeFilm } from './screenshots/pixels.ts'
import { addServers, announceArchive, planOpening, rewindMeeting, spreadMessages } from './screenshots/past.ts'
import { playAdministration } from './screenshots/scenes-administration.ts'
import { playAgenda } from './screenshots/scenes-agenda.ts'
import { playArchive } from './screenshots/scenes-archive.ts'
import { playCall } from './screenshots/scenes-call.ts'
import { plannedRoom, playDoor } from './screenshots/scenes-door.ts'
import { playInside } from './screenshots/scenes-inside.ts'
import { playJitsi } from './screenshots/scenes-jitsi.ts'
import { playMailbox } from './screenshots/scenes-mailbox.ts'
import { playModeration } from './screenshots/scenes-moderation.ts'
import { playPresets } from './screenshots/scenes-presets.ts'
import { playFirst, playPublic } from './screenshots/scenes-public.ts'
import { playResources } from './screenshots/scenes-resources.ts'
import { meeting, playRooms } from './screenshots/scenes-rooms.ts'
import { playSeats } from './screenshots/scenes-seats.ts'
import { playSessions } from './screenshots/scenes-sessions.ts'
import { openStudio } from './screenshots/studio.ts'
import { languages } from './screenshots/words.ts'
import { people } from './seed/story.ts'

const root = resolve(import.meta.dirname, '..')
const say = (line: string) => void process.stdout.write(`${line}\n`)

const tellStory = (env: NodeJS.ProcessEnv) =>
  new Promise<void>((done, fail) => {
    spawn(process.execPath, [join(root, 'tools', 'seed.ts')], { env, stdio: ['ignore', 'ignore', 'inherit'] })
      .on('error', fail)
      .on('close', (code) => (code === 0 ? done() : fail(new Error(`The story cannot be told: ${code}.`))))
  })

const hasFaces = ['thomas', 'awa', 'karim', 'mei', 'lea', 'hugo', 'nadia'] as const
const said = [
  ['mei', 'Bonjour à tous, on part de quelle décision ?'],
  ['thomas', 'Celle de 1971. Le texte est là : https://www.legifrance.gouv.fr'],
  ['karim', 'Le considérant 2 parle aussi du préambule de 1946.'],
  ['awa', 'Est-ce qu’on compte les lois d’habilitation dans le tableau ?'],
] as const

/** Everyone who is in meetings while pictures are taken. */
const gather = async (server: Server, code: string, browser: Awaited<ReturnType<typeof aBrowser>>) => {
  const company = aCompany(server.url)
  const guests = new Map<string, Awaited<ReturnType<typeof company.come>>>()
  for (const key of hasFaces) {
    const guest = await company.come(code, people[key].name)
    await guest.showFace(await draw(browser, key, 640, 360))
    guests.set(key, guest)
  }
  const get = (key: string) => {
    const guest = guests.get(key)
    if (!guest) throw new Error(`${key} has not come.`)
    return guest
  }
  await company.come(code, people.ines.name)
  await get('thomas').speak()
  await get('awa').raiseHand(true)
  await get('karim').raiseHand(true)
  for (const [key, text] of said) await get(key).say(text)
  for (const size of [4, 7, 3, 12, 2, 6]) await company.meet(size)
  return { company, sharer: get('thomas') }
}

const main = async (args: readonly string[]) => {
  /** The beginnings of names: `--only room,door`. */
  const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '').split(',') : ['']
  const wanted = (name: string) => only.some((start) => name.startsWith(start))
  const failed = (names: readonly string[], error: unknown) => {
    say(`In ${names.join(', ')}: ${error instanceof Error ? error.stack : String(error)}`)
    process.exitCode = 1
  }
  const folder = join(root, 'screenshots')
  const began = performance.now()
  await using opened = new AsyncDisposableStack()

  const temporary = mkdtempSync(join(tmpdir(), 'amphi-screenshots-'))
  opened.defer(() => rmSync(temporary, { recursive: true, force: true }))
  const server = opened.adopt(await aServer({ AMPHI_ADMIN_EMAIL: '', AMPHI_ADMIN_PASSWORD: '' }), (it) => it.stop())
  const camera = aCamera(folder, say)
  const painter = opened.adopt(await aBrowser(), (it) => it.close())
  const aBrowserOf = async (key: string) => {
    const film = join(temporary, `${key}.y4m`)
    writeFilm(film, await draw(painter, key, 1280, 720))
    return opened.adopt(await aBrowser([`--use-file-for-fake-video-capture=${film}`]), (it) => it.close())
  }
  const browser = await aBrowserOf('camille')
  const visitors = await aBrowserOf('karim')
  const studios = languages.map((language) =>
    openStudio({ url: server.url, browser, visitors, camera, language, wanted, failed }),
  )

  const [setupLink = ''] = server.said().match(/http\S+\/link\/\S+/) ?? []
  for (const studio of studios) await playFirst(studio, setupLink, server.url)
  await tellStory({ ...process.env, ...server.settings })
  const [first] = studios
  const code = (await first?.codeOf('camille', meeting)) ?? ''
  const { company, sharer } = await gather(server, code, painter)
  opened.defer(() => company.leave())
  // Not before somebody has come: a room open for long, and empty, closes by itself.
  await rewindMeeting(server.settings.AMPHI_DATA, meeting, 42)
  await spreadMessages(server.settings.AMPHI_DATA, meeting)
  await planOpening(server.settings.AMPHI_DATA, plannedRoom, 180)
  await addServers(server.settings.AMPHI_DATA)
  const slide = await draw(painter, 'slide', 1600, 900)

  for (const studio of studios) {
    await playPublic(studio)
    await playRooms(studio)
    await playSessions(studio)
    await playMailbox(studio)
    await playAgenda(studio)
    await playAdministration(studio)
    await playResources(studio)
    await playPresets(studio)
    await playDoor(studio)
    await playSeats(studio)
    await playInside(studio)
    await playJitsi(studio)
    await playArchive(studio, (room) => announceArchive(server.settings.AMPHI_DATA, room))
  }
  // One after the other: two minutes after its moderator has left, a room closes.
  for (const studio of studios) {
    await playModeration(studio)
    await playCall(studio, { sharer, slide, silence: (silent) => server.silence(silent) })
  }
  say(`${camera.taken()} pictures in ${folder}, in ${Math.round((performance.now() - began) / 1000)} s.`)
}

await main(process.argv.slice(2))
