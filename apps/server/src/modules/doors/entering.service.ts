import type { Entry } from '@amphi/contract/doors'
import { RoomPassword } from '@amphi/contract/room-settings'
import type { PeopleService } from '#modules/people'
import { type RoomRow, type Rooms, settingsOf } from '#modules/rooms'
import type { SessionRow, Sessions } from '#modules/sessions'
import { type Actor, calledBy } from '#platform/actor'
import type { Clock } from '#platform/clock'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import type { Limits } from '#platform/limits'
import { fingerprint } from '#platform/secrets'
import { type Arrival, type Arrivals, type Comer, lobbyFor } from './arrivals.service.ts'
import { type Asked, decideEntry, type Password } from './entry.ts'
import { createGuesses } from './guesses.ts'
import type { LobbyService } from './lobby.service.ts'
import type { Passes } from './passes.service.ts'

interface Needs {
  clock: Clock
  limits: Limits
  rooms: Rooms
  people: PeopleService
  arrivals: Arrivals
  passes: Passes
  lobby: LobbyService
  runs: Sessions['runs']
  seats: Sessions['seats']
  terms: Sessions['limits']
}

/** What whoever enters says. */
interface Given {
  name: string
  tab: string
  password?: string | undefined
  askAgain?: boolean | undefined
}

/** What the room says, for whoever lacks nothing but to be let in. */
const welcomeOf = (room: RoomRow) => {
  const { welcome } = settingsOf(room)
  return welcome === null ? {} : { welcome }
}

/** Going in, by whatever link: everything that matters is found out, one pure rule decides, and what it says is done. */
export const createEntering = (needs: Needs) => {
  const { clock, limits, rooms, people, arrivals, passes, lobby, runs, seats, terms } = needs
  const guesses = createGuesses(limits)

  /** By this very tab: whoever is inside stays, whatever was changed at the door since. */
  const isInside = async (session: SessionRow | undefined, actor: Actor, tab: string) =>
    session !== undefined && actor.kind !== 'nobody' && seats.isInside(session, actor, tab)

  const passwordFrom = (room: RoomRow, given: string | undefined): Password => {
    const password = rooms.settings.passwordOf(room)
    if (password === null) return 'none_needed'
    if (given === undefined || given.trim() === '') return 'missing'
    // As it was written down; and of equal length whatever is compared, so that the time it takes tells nothing.
    const { data = '' } = RoomPassword.safeParse(given)
    return fingerprint(data) === fingerprint(password) ? 'right' : 'wrong'
  }

  /** Known from now on, so that they can be let in; and nothing more. */
  const wait = async (
    { actor, room }: Arrival,
    session: SessionRow | undefined,
    given: Given,
    visit: Visit,
  ): Promise<Entry> => {
    const said = welcomeOf(room)
    if (!session) return { outcome: 'waiting', ...said }
    const visitor = await people.guests.know(actor, visit)
    return { outcome: 'lobby', request: await lobby.ask(session, visitor, given), ...said }
  }

  const decide = async (
    { actor, room, via }: Arrival,
    running: Awaited<ReturnType<typeof runs.runningWithOthers>>,
    who: Comer & Pick<Asked, 'wasAdmitted' | 'lobby' | 'hasLobbyInside' | 'seats'>,
    { tab, password: given }: Given,
    { address }: Visit,
  ) => {
    const { visibility } = settingsOf(room)
    const hasPassword = room.sealedPassword !== null
    // Where all may come in, it makes no difference whether one is inside already.
    const isRestricted = visibility !== 'anyone' || hasPassword
    const isInsideNow = isRestricted && (await isInside(running?.session, actor, tab))
    const isSent = via.kind === 'ticket'
    const planned = running || who.role === 'moderator' || isSent ? undefined : await arrivals.planned(room)
    // From here to the decision nothing is waited for: of many guesses at one moment each counts those before.
    const mustGuess = who.role === 'participant' && !isInsideNow && !who.sparedPassword && hasPassword
    const guess = mustGuess && given ? guesses.begin(room.id, { actor, address }) : undefined
    const password = who.sparedPassword ? 'none_needed' : passwordFrom(room, given)
    if (password === 'right') guess?.right()
    return decideEntry({
      ...who,
      isArchived: room.archivedAt !== null,
      isInside: isInsideNow,
      visibility,
      password,
      isOpen: running !== undefined,
      planned: planned ?? null,
      now: clock.now(),
      isSent,
      inside: running?.others ?? 0,
    })
  }

  const enter = async (whoever: Actor, code: string, said: Given, visit: Visit): Promise<Entry> => {
    const arrival = await arrivals.by(whoever, code, visit)
    const { actor, room, via } = arrival
    const { tenantId } = actor
    const running = await runs.runningWithOthers(tenantId, room.id, said.tab)
    const who = await arrivals.comer(arrival, running?.session)
    const goesBy = who.name ?? said.name
    const given = { ...said, name: goesBy }
    const asked = lobbyFor(room, running?.session)
    const wasAdmitted =
      who.role === 'participant' && (await arrivals.wasAdmitted(arrival, running?.session, who, goesBy))
    const hasLobbyInside = running !== undefined && terms.hasLobbyElsewhere(running.session)
    const most = running ? await seats.most(running.session, room) : 0
    const asking = { ...who, wasAdmitted, lobby: asked, hasLobbyInside, seats: most }
    const decision = await decide(arrival, running, asking, given, visit)
    // Known from now on, so that their guesses are counted as theirs, and not as those of all around them.
    if (decision.outcome === 'password' && decision.wrong) {
      const guesser = await people.guests.know(actor, visit)
      if (actor.kind === 'nobody') guesses.wasFirst(room.id, guesser)
    }
    if (decision.outcome === 'full') return { outcome: 'full', seats: most, of: 'room' }
    if (decision.outcome === 'waiting') return { ...decision, ...welcomeOf(room) }
    if (decision.outcome === 'lobby') return wait(arrival, running?.session, given, visit)
    if (!('role' in decision)) return decision

    const visitor = await people.guests.know(actor, visit)
    const userId = visitor.kind === 'person' ? visitor.userId : null
    const session = running?.session ?? (await runs.start(room, { name: calledBy(visitor, { name: goesBy }), userId }))
    if (!session) throw new Failure('door.not_found')
    // Opening may have taken its time: what they led by may be withdrawn, and nobody was inside to be told.
    if (!running && decision.role === 'moderator') {
      const now = await arrivals.comer(arrival, session)
      if (now.role !== 'moderator') return enter(visitor, code, said, visit)
    }
    const cameBy = via.kind === 'guests' ? null : via.id
    const browserId = who.browserId ?? (await people.guests.knowBrowser(visitor, visit))
    const { role, waits } = decision
    const by = { goesBy, tab: said.tab, cameBy, browserId }
    const entry = await passes.give(room, session, visitor, { ...who, ...by, role, waits })
    // It ended before they sat down: decided anew, as whom they are known by now.
    if (entry === 'over') return enter(visitor, code, said, visit)
    const isIn = entry.outcome === 'admitted' || entry.outcome === 'sent'
    if (isIn && via.kind !== 'guests') await rooms.links.used(tenantId, via.id)
    if (isIn && asked !== 'off') await lobby.settle(session, visitor)
    return entry
  }

  return { enter }
}

export type Entering = ReturnType<typeof createEntering>
