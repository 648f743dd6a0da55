import { randomUUID } from 'node:crypto'
import type { Changes } from '@amphi/contract/grammar'
import { personChanged } from '@amphi/contract/people'
import { forgetPicture, type Me } from '@amphi/contract/profile'
import type { Language } from '@amphi/contract/requests'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Files } from '#platform/files'
import type { Visit } from '#platform/http'
import type { Jobs } from '#platform/jobs'
import { aspectsOf } from './aspects.ts'
import { refuseGuessable } from './guessable.ts'
import type { LoginsService } from './logins.service.ts'
import { passwordsIn } from './passwords.ts'
import { meOf } from './person.ts'
import { pictureKey } from './picture-key.ts'
import type { User } from './user.ts'
import { usersIn } from './users.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  files: Files
  jobs: Jobs
  logins: LoginsService
}

type OwnChanges = Changes<{ name: string; language: Language | null; emailNotices: boolean }>

/** Pixels a side: twice what the largest portrait shows. */
const side = 384

/** Far above any camera's, far below what would fill the memory. */
const pixelsAtMost = 50_000_000

/** What it is, its bytes say, not its sender: a drawing, for one, could name files to be drawn in. */
const formats: readonly (string | undefined)[] = ['png', 'jpeg', 'webp']

const drawAnew = async (bytes: Uint8Array) => {
  // Pictures are rare: who never changes one does not hold its library in memory.
  const { default: sharp } = await import('sharp')
  const { format } = await sharp(bytes, { limitInputPixels: pixelsAtMost }).metadata()
  if (!formats.includes(format)) throw new Error(`A picture of ${format} is not read.`)
  return sharp(bytes, { limitInputPixels: pixelsAtMost })
    .rotate()
    .resize(side, side, { fit: 'cover', position: 'attention' })
    .webp({ quality: 82 })
    .toBuffer()
}

export const createProfileService = ({ db, bus, files, jobs, logins }: Needs) => {
  const change = ({ tenantId, userId }: PersonActor, how: (tx: Tx, me: User) => Promise<void>) =>
    db.transaction(async (tx): Promise<Me> => {
      const me = await usersIn(tx).find(tenantId, userId)
      if (!me) throw new Failure('login.required')
      await how(tx, me)
      const after = (await usersIn(tx).find(tenantId, userId)) ?? me
      const what = aspectsOf(me, after)
      if (what.length > 0) await bus.announce(tx, personChanged, { tenantId, userId, by: userId, what })
      return meOf(after)
    })

  const putPicture = async (actor: PersonActor, pictureId: string | null) => {
    const { tenantId, userId } = actor
    return change(actor, async (tx, { pictureId: before }) => {
      await usersIn(tx).change(tenantId, userId, { pictureId })
      if (before) await jobs.ask(tx, forgetPicture, { tenantId, pictureId: before })
    })
  }

  return {
    async read({ tenantId, userId }: PersonActor) {
      const me = await usersIn(db).find(tenantId, userId)
      return me ? meOf(me) : null
    },

    change: (actor: PersonActor, changes: OwnChanges) =>
      change(actor, (tx) => usersIn(tx).change(actor.tenantId, actor.userId, changes)),

    async changePassword(actor: PersonActor, given: { current: string; password: string }, visit: Visit) {
      await logins.checkPassword(actor, given.current, visit)
      await db.transaction(async (tx) => {
        const { tenantId, userId } = actor
        const me = await usersIn(tx).find(tenantId, userId)
        if (!me) throw new Failure('login.required')
        refuseGuessable(given.password, me)
        await passwordsIn(tx).set(tenantId, userId, given.password)
        await bus.announce(tx, personChanged, { tenantId, userId, by: userId, what: ['password'] })
        await logins.revokeAll(tx, actor)
      })
    },

    /** Written anew, so that nothing of the file but what is seen is kept. */
    async changePicture(actor: PersonActor, bytes: Uint8Array) {
      const picture = await drawAnew(bytes).catch((cause: unknown) => {
        throw Object.assign(new Failure('picture.unreadable'), { cause })
      })
      const pictureId = randomUUID()
      await files.put(pictureKey(actor.tenantId, pictureId), picture)
      return putPicture(actor, pictureId)
    },

    removePicture: (actor: PersonActor) => putPicture(actor, null),
  }
}
