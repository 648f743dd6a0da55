import type { Screen } from '../media/types.ts'
import type { Scope } from '../scope.ts'
import { createStore, derive, type Readable, sameList } from '../store.ts'
import { capacityOf, type Fit, fitGrid, hasCorner, isNarrow, isShort, type Space } from './layout-fit.ts'
import { closeRanks, keepPlaces, type Place, pageOf } from './layout-places.ts'
import type { Seat } from './roster-seats.ts'

export type LayoutMode = 'grid' | 'speaker'

export type Stage =
  | { kind: 'grid'; places: readonly Place[]; fit: Fit; page: number; pages: number; away: Seat | null }
  /** One picture large, and the others in a strip; `main` is a seat's id or a screen's. */
  | { kind: 'focus'; main: string; strip: readonly string[]; rest: number; short: boolean }

export interface LayoutView {
  stage: Readable<Stage>
  mode: Readable<LayoutMode>
  pin: Readable<string | null>
  narrow: Readable<boolean>
  setMode: (mode: LayoutMode) => void
  togglePin: (id: string) => void
  turn: (to: number) => void
  goTo: (id: string) => void
  setSpace: (space: Space) => void
}

interface Needs {
  seats: Readable<readonly Seat[]>
  screens: Readable<readonly Screen[]>
  /** Whom a moderator put in the middle. */
  spotlight: Readable<string | null>
}

/** Who speaks is held for a moment: a cough must not turn the stage. */
const hold = 1_200
const calm = 20_000

/** Where everyone stands on the stage. */
export const createLayout = (scope: Scope, { seats, screens, spotlight }: Needs): LayoutView => {
  const space = createStore<Space>({ width: 1200, height: 640 })
  const mode = createStore<LayoutMode>('grid')
  const pin = createStore<string | null>(null)
  const page = createStore(0)
  const places = createStore<readonly Place[]>([], sameList)
  const speaker = createStore<string | null>(null)
  // A shared screen takes the stage when it comes, and so does a spotlight; who then asks for the grid gets the grid.
  const yielding = createStore(true)
  const narrow = derive(scope, [space], () => isNarrow(space.get()))

  // Nobody moves when someone leaves. But a hall left half empty is drawn anew once all has been calm for a while.
  let emptying: (() => void) | null = null
  const halfFree = () => places.get().filter((place) => place === null).length * 2 >= Math.max(1, places.get().length)
  const settle = () => {
    emptying?.()
    emptying = halfFree() ? scope.after(calm, () => halfFree() && redraw()) : null
  }
  const place = () =>
    places.set(
      keepPlaces(
        places.get(),
        seats.get().map(({ id }) => id),
      ),
    )
  const redraw = () => places.set(closeRanks(places.get()))
  scope.onEnd(seats.subscribe(place))
  scope.onEnd(places.subscribe(settle))
  place()

  let changing: (() => void) | null = null
  const listen = () => {
    const speaking = seats.get().filter((seat) => seat.speaking && !seat.own)
    if (speaking.length === 0 || speaking.some(({ id }) => id === speaker.get())) return
    const next = speaking[0]?.id ?? null
    changing?.()
    const known = seats.get().some(({ id }) => id === speaker.get())
    changing = scope.after(known ? hold : 0, () => {
      if (seats.get().find(({ id }) => id === next)?.speaking) speaker.set(next)
    })
  }
  scope.onEnd(seats.subscribe(listen))

  let shared = new Set<string>()
  const watchScreens = () => {
    const now = new Set(screens.get().map(({ id }) => id))
    if ([...now].some((id) => !shared.has(id))) yielding.set(true)
    if (now.size !== shared.size) redraw()
    shared = now
  }
  scope.onEnd(screens.subscribe(watchScreens))
  scope.onEnd(spotlight.subscribe(() => spotlight.get() !== null && yielding.set(true)))

  const selfId = () => seats.get().find((seat) => seat.own)?.id
  const others = () => screens.get().filter((screen) => !screen.own)
  const stands = (id: string | null) =>
    id !== null && (seats.get().some((seat) => seat.id === id) || screens.get().some((screen) => screen.id === id))

  const mainOf = (): string | null => {
    if (stands(pin.get())) return pin.get()
    const newest = others().at(-1)
    if (newest && yielding.get()) return newest.id
    // Oneself in the middle: one’s own picture is not what one came to see.
    const middle = spotlight.get()
    if (yielding.get() && middle !== selfId() && stands(middle)) return middle
    if (mode.get() === 'grid' && !isShort(space.get())) return null
    if (stands(speaker.get())) return speaker.get()
    return seats.get().find((seat) => !seat.own)?.id ?? seats.get()[0]?.id ?? null
  }

  const focus = (main: string): Stage => {
    const own = seats.get().find((seat) => seat.own && seat.id !== main)?.id
    const screen = screens.get().some(({ id }) => id === main)
    // Oneself stands in a corner of someone’s picture; a slide is read to its corners.
    const corner = own && !screen && hasCorner(space.get()) ? [own] : []
    if (isShort(space.get())) return { kind: 'focus', main, strip: corner, rest: 0, short: true }
    const owner = others().find((screen) => screen.id === main)?.ownerId
    const speaking = speaker.get()
    // Beside a screen: who shows it and who speaks come first, so that they are seen without a search.
    const middle = stands(spotlight.get()) ? [spotlight.get()] : []
    const first = [...(owner ? [owner] : []), ...middle, ...(owner && speaking ? [speaking] : [])]
    const all = closeRanks([...first, ...places.get()]).filter((id, at, list) => id !== main && list.indexOf(id) === at)
    const waiting = others()
      .map(({ id }) => id)
      .filter((id) => id !== main)
    const line = [...waiting, ...all]
    const fits = Math.max(2, Math.floor(space.get().width / (isNarrow(space.get()) ? 118 : 208)))
    const strip = line.length > fits ? line.slice(0, fits - 1) : line
    return { kind: 'focus', main, strip, rest: line.length - strip.length, short: false }
  }

  const grid = (): Stage => {
    const all: Place[] = [...others().map(({ id }) => id), ...places.get()]
    const shown = pageOf(all, capacityOf(space.get()), page.get())
    const fit = fitGrid(space.get(), shown.pages > 1 ? capacityOf(space.get()) : Math.max(1, all.length))
    const away = seats.get().find((seat) => seat.speaking && !seat.own && !shown.places.includes(seat.id)) ?? null
    return { kind: 'grid', ...shown, fit, away }
  }

  const stage = derive(
    scope,
    [seats, screens, space, mode, pin, page, places, speaker, yielding, spotlight],
    () => {
      const main = mainOf()
      return main === null ? grid() : focus(main)
    },
    (a, b) => JSON.stringify(a, noPictures) === JSON.stringify(b, noPictures),
  )

  const turn = (to: number) => page.set(Math.max(0, to))
  return {
    stage,
    mode,
    pin,
    narrow,
    setMode: (next) => {
      redraw()
      pin.set(null)
      yielding.set(next === 'speaker')
      mode.set(next)
    },
    togglePin: (id) => pin.change((now) => (now === id ? null : id)),
    turn,
    goTo: (id) => turn(Math.floor(places.get().indexOf(id) / capacityOf(space.get()))),
    setSpace: (next) => space.set(next),
  }
}

const noPictures = (key: string, value: unknown) => (key === 'camera' ? undefined : value)
