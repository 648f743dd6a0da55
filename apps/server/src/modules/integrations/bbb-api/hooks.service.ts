import { randomInt, randomUUID } from 'node:crypto'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { HookTold } from './answers.ts'
import type { Client } from './clients.service.ts'
import { webAddress } from './create-parameters.ts'
import { type Event, meetingCreated, meetingEnded, written } from './events.ts'
import { deliveriesIn, type DeliveryRow, type HookRow, hooksIn } from './hooks.repository.ts'
import type { MeetingRow } from './meetings.repository.ts'
import { isTrue, listOf, type Parameters } from './read-parameters.ts'
import { Refusal } from './refusals.ts'

interface Needs {
  db: Db
  clock: Clock
}

/** A client that asks for more has lost count of those it has. */
const most = 200

const seen = ({ id, callbackUrl, meetingId, eventIds, isRaw }: HookRow): HookTold => ({
  hookId: String(id),
  callbackUrl,
  meetingId,
  eventIds,
  isRaw,
})

const hears = (hook: HookRow, { meetingId }: MeetingRow, { id }: Event) =>
  (hook.meetingId === null || hook.meetingId === meetingId) &&
  (hook.eventIds.length === 0 || hook.eventIds.includes(id))

/** Whom clients want told of what happens, and what is to be told. How it is told: `deliveries.service.ts`. */
export const createHooksService = ({ db, clock }: Needs) => {
  const whose = ({ tenantId, id }: Client) => ({ tenantId, clientId: id })

  const deliveryFor = (
    { tenantId, clientId }: Pick<MeetingRow, 'tenantId' | 'clientId'>,
    told: Pick<DeliveryRow, 'hookId' | 'key' | 'url' | 'event'>,
  ): DeliveryRow => ({ ...told, tenantId, clientId, id: randomUUID(), tries: 0, dueAt: clock.now(), doneAt: null })

  /** `key`: what happened, told apart from the same at another time. */
  const tell = async (within: Db, row: MeetingRow, event: Event, key: string) => {
    const all = await hooksIn(within).list(row)
    const letters = all
      .filter((hook) => hears(hook, row, event))
      .map((hook) =>
        deliveryFor(row, {
          hookId: hook.id,
          key: `${hook.id} ${event.id} ${key}`,
          url: hook.callbackUrl,
          event: written(event, clock.now()),
        }),
      )
    await deliveriesIn(within).insert(letters)
  }

  return {
    tell,

    made: (tx: Db, row: MeetingRow) => tell(tx, row, meetingCreated(row), row.id),

    async ended(tx: Db, row: MeetingRow) {
      await tell(tx, row, meetingEnded(row), row.id)
      const calls = row.endCallbacks.map((url, at) =>
        deliveryFor(row, { hookId: null, key: `end ${row.id} ${at}`, url, event: null }),
      )
      await deliveriesIn(tx).insert(calls)
    },

    async create(client: Client, parameters: Parameters): Promise<{ hook: HookTold; isNew: boolean }> {
      const said = parameters.get('callbackURL')
      if (!said) throw new Refusal('missingParamCallbackURL')
      const callbackUrl = webAddress(said)
      if (callbackUrl === null) throw new Refusal('createHookError')
      const meetingId = parameters.get('meetingID')?.slice(0, 256) || null
      const all = await hooksIn(db).list(whose(client))
      const same = all.find((it) => it.callbackUrl === callbackUrl && it.meetingId === meetingId)
      if (same) return { hook: seen(same), isNew: false }
      if (all.length >= most) throw new Refusal('createHookError')
      const hook: HookRow = {
        ...whose(client),
        id: randomInt(1, 2_147_483_647),
        callbackUrl,
        meetingId,
        eventIds: listOf(parameters.get('eventID')).slice(0, 100),
        isRaw: isTrue(parameters.get('getRaw')),
        createdAt: clock.now(),
      }
      await hooksIn(db).insert(hook)
      return { hook: seen(hook), isNew: true }
    },

    async list(client: Client, parameters: Parameters) {
      const meetingId = parameters.get('meetingID')
      const all = await hooksIn(db).list(whose(client))
      return all.filter((it) => !meetingId || it.meetingId === null || it.meetingId === meetingId).map(seen)
    },

    async destroy(client: Client, parameters: Parameters) {
      const said = parameters.get('hookID')
      if (!said) throw new Refusal('missingParamHookID')
      const id = /^\d{1,10}$/.test(said) ? Number(said) : 0
      if (id > 2_147_483_647 || !(await hooksIn(db).remove(whose(client), id))) throw new Refusal('destroyMissingHook')
    },
  }
}

export type HooksService = ReturnType<typeof createHooksService>
