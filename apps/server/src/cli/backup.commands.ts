import { writeWhole } from '#platform/data-folder'
import { migrateDatabase } from '#platform/db'
import { isServed } from '#platform/database-state'
import { join } from 'node:path'
import { checkBackup, restoreBackup } from './backup/read-backup.ts'
import { type Contents, writeBackup } from './backup/write-backup.ts'
import { type Command, type Given, textOf } from './command.ts'
import type { Desk } from './desk.ts'
import { Refusal } from './refusal.ts'
import { secretSettings } from './secret-settings.ts'
import { readSecret } from './terminal.ts'

const passphraseOption = {
  passphrase: {
    type: 'string',
    value: 'PASSPHRASE',
    about: `what seals the file; “-” reads it from the standard input (or set ${secretSettings.passphrase.variable})`,
  },
} as const

const passphraseFrom = (given: Given) =>
  readSecret(given.terminal, textOf(given, 'passphrase'), secretSettings.passphrase)

const held = ({ tables, files, jobs }: Contents) => `${tables} tables, ${files} files, ${jobs} waiting jobs`

const backup: Command = {
  words: ['backup'],
  takes: ['FILE'],
  options: passphraseOption,
  about: 'Write database, files and secret into one sealed file, also while the server runs',
  async run(given, desk) {
    const {
      args: [file = ''],
    } = given
    const passphrase = await passphraseFrom(given)
    if (passphrase.length < 10)
      throw new Refusal('A passphrase has 10 characters at least: the file holds every secret.')
    const { databaseUrl, secret } = await desk.join()
    const { ground } = await desk.services()
    const made = await writeBackup({
      file,
      passphrase,
      databaseUrl,
      secret,
      files: ground.files,
      now: ground.clock.now(),
    })
    const size = `${Math.ceil(made.bytes / 1024)} kB`
    return {
      lines: [`${file} holds ${held(made)} (${size}); without its passphrase nobody can read it.`],
      json: { file, ...made },
    }
  },
}

/** A place where nobody has an account and there is no room: what a first start leaves. */
const isEmpty = async (desk: Desk) => {
  const { tenants, people, sessions } = await desk.services()
  for (const { id } of await tenants.list()) {
    if ((await people.directory.everyone(id)).length > 0 || (await sessions.rooms.all(id)).length > 0) return false
  }
  return true
}

const refuseFull = async ({ terminal, options }: Given, desk: Desk) => {
  if (await isEmpty(desk)) return
  if (options['force'] !== true)
    throw new Refusal(
      'There are people or rooms here already, and the backup would take their place: say --force if it should.',
    )
  const answer = await terminal.ask('Everything here gives way to the backup. Type “yes” to go on: ')
  // Where nobody can be asked, --force has said it.
  if (answer !== undefined && answer.trim() !== 'yes') throw new Refusal('Nothing was changed.')
}

const refuseOtherSecret = ({ config }: Desk, theirs: string) => {
  if (config.secret !== undefined && config.secret !== theirs)
    throw new Refusal('AMPHI_SECRET is not that of the backup: unset it, and the backup brings its own.')
}

const restore: Command = {
  words: ['restore'],
  takes: ['FILE'],
  options: {
    ...passphraseOption,
    force: { type: 'boolean', about: 'also where there are people or rooms, which give way' },
  },
  about: 'Bring back all that a backup holds, here or on another machine; the server must be stopped',
  begins: true,
  async run(given, desk) {
    const {
      args: [file = ''],
    } = given
    const passphrase = await passphraseFrom(given)
    const told = await checkBackup({ file, passphrase })
    refuseOtherSecret(desk, told.secret)

    const { databaseUrl, running } = await desk.join()
    if (running || (await isServed(databaseUrl)))
      throw new Refusal('A server is running here: stop it first, then restore.')
    await migrateDatabase(databaseUrl)
    await refuseFull(given, desk)

    const { ground, queue } = await desk.services()
    const brought = await restoreBackup({ file, passphrase }, told, { databaseUrl, files: ground.files, queue })
    if (desk.config.secret === undefined) writeWhole(join(desk.config.dataFolder, 'secret'), `${told.secret}\n`)
    const { version, madeAt } = told
    return {
      lines: [`Restored ${held(brought)} of ${madeAt} (Amphi ${version}); start the server.`],
      json: { ...brought, version, madeAt },
    }
  },
}

export const backupCommands: readonly Command[] = [backup, restore]
