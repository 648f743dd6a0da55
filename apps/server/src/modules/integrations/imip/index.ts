import { readFileSync } from 'node:fs'
import { addressParser } from 'postal-mime'
import { hearLetter } from '@amphi/contract/incoming-letters'
import type { CalendarService } from '#modules/calendar'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { TenantsService } from '#modules/tenants'
import type { Config } from '#platform/config'
import type { Ground } from '#platform/ground'
import type { LettersDoor } from '#platform/settings'
import { createAddresseesService } from './addressees.service.ts'
import type { Resolve } from './author.ts'
import { createHearingService } from './hearing.service.ts'
import { incomingLettersIn } from './incoming-letters.repository.ts'
import { createKeepingService } from './keeping.service.ts'
import type { Lying } from './mailbox.ts'
import { readOrNothing } from './read-letter.ts'

interface Below {
  tenants: TenantsService
  people: PeopleService
  resources: ResourcesService
  calendar: CalendarService
}

/** How letters come in, and whose word on them is believed. */
export interface LettersInSettings extends Pick<Config, 'lettersIn' | 'mailFrom' | 'tls'> {
  /** Whether this process takes letters: a command leaves them to a server. */
  works: boolean
  /** Stands in for the DNS. */
  resolve: Resolve | undefined
}

/** How long it is known what became of a letter, in milliseconds: 30 days. So long the same is not heard again. */
const keptFor = 30 * 24 * 3600 * 1000

/** Bytes: invitations with pictures and files of agendas, and no more. */
const largestLetter = 10 * 1024 * 1024

const addressIn = (from: string) => addressParser(from, { flatten: true })[0]?.address?.toLowerCase() ?? ''

/** Hears what programs of other houses say to calendars of this one by letter (iMIP, RFC 6047). */
export const openImip = async (
  ground: Ground,
  { tenants, people, resources, calendar }: Below,
  settings: LettersInSettings,
) => {
  const { db, jobs, clock, keys, log, sweeps, metrics, publicUrl } = ground
  const { lettersIn, mailFrom, tls, works, resolve } = settings
  const { door, mailbox, checkedBy } = lettersIn
  await using opened = new AsyncDisposableStack()
  const addressees = createAddresseesService({ tenants, people, resources, ownAddress: addressIn(mailFrom) })
  const keeping = createKeepingService({ db, jobs, clock, keys, addressees })
  const trust = { checkedBy, isExchanger: door?.isExchanger ?? false, resolve }
  const hearing = createHearingService({ db, clock, keys, log, calendar, trust })
  await jobs.handle(hearLetter, ({ tenantId, letterId }) => hearing.heard(tenantId, letterId))
  sweeps.every(3600, 'letters that came in', () =>
    incomingLettersIn(db).removeOld(new Date(clock.now().getTime() - keptFor)),
  )
  sweeps.every(10, 'letters that waited', () => hearing.hearThoseThatWaited())
  metrics.tell({
    name: 'amphi_incoming_letters_waiting',
    help: 'Letters that came in and were not heard yet',
    read: () => incomingLettersIn(db).count('waiting'),
  })
  const report = (error: unknown) => log.error({ err: error }, 'a letter could not be taken')
  const listen = async (at: LettersDoor) => {
    const { openListener } = await import('./listener.ts')
    return openListener({
      largest: largestLetter,
      door: at,
      name: new URL(publicUrl).hostname,
      tls: tls && { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) },
      isKnown: async (address) => (await addressees.tenantsOf(address)).length > 0,
      keep: (letter) => keeping.keep(letter),
      report,
    })
  }
  /** Whoever it says it is for, of those we know; else it is for the house. */
  const takeFromMailbox = async ({ origin, bytes }: Lying) => {
    const letter = await readOrNothing(bytes)
    const known = await addressees.knownAmong(letter?.recipients ?? [])
    const recipients = known.length > 0 ? known : [addressees.ownAddress]
    await keeping.keep({ origin, bytes, recipients, envelopeFrom: null, clientAddress: null, clientName: null })
  }
  const reportMailbox = (error: unknown) => log.warn({ err: error }, 'the mailbox cannot be read now')
  const look = async (url: string) => {
    const { openMailbox } = await import('./mailbox.ts')
    return openMailbox({ url, take: takeFromMailbox, report: reportMailbox, largest: largestLetter })
  }
  if (mailbox !== undefined && works) opened.adopt(await look(mailbox), (it) => it.close())
  const listener = door && works ? opened.adopt(await listen(door), (it) => it.close()) : undefined
  const all = opened.move()
  return {
    /** Where letters are listened for, if on a port. */
    port: listener?.port,
    close: () => all.disposeAsync(),
  }
}
