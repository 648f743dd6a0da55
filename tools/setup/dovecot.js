// A real IMAP server for tests: Debian's Dovecot, unpacked beside and never installed, for it would listen to the world.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cache } from './places.js'
import { findProgram, persist, run } from './run-program.js'
import { note, step } from './say.js'
import { inTemporaryFolder } from './temporary-folder.js'

const packages = ['dovecot-core', 'dovecot-imapd']
const home = join(cache, 'dovecot')
const anybody = ['first_valid_uid=1', 'first_valid_gid=1']
const libraries = (folder) => join(folder, 'usr', 'lib', 'dovecot')

/** Whether what it needs of this system is here too. It refuses to be root, and need not be. */
const runs = (folder) => {
  const there = libraries(folder)
  const [user, group] = process.getuid() === 0 ? [65_534, 65_534] : [process.getuid(), process.getgid()]
  const mail = join(tmpdir(), 'amphi-no-mail')
  const options = [`mail_location=maildir:${mail}`, `mail_uid=${user}`, `mail_gid=${group}`]
  const { stdout } = spawnSync(
    '/bin/sh',
    // What it speaks over must not look like a connection, as Node’s pipes do.
    ['-c', 'cat | "$0" "$@" | cat', join(there, 'imap'), '-O', ...[...options, ...anybody].flatMap((it) => ['-o', it])],
    {
      input: 'a LOGOUT\r\n',
      env: { ...process.env, LD_LIBRARY_PATH: there, HOME: tmpdir(), USER: 'nobody' },
      timeout: 10_000,
      encoding: 'utf8',
    },
  )
  return stdout?.startsWith('* PREAUTH') === true
}

const unpack = (folder) =>
  step('Bringing Dovecot for tests', async () => {
    await persist('apt-get download', () => run('apt-get', ['download', ...packages], { cwd: folder }))
    const root = join(folder, 'root')
    for (const name of readdirSync(folder).filter((it) => it.endsWith('.deb')))
      await run('dpkg-deb', ['-x', join(folder, name), root])
    rmSync(home, { recursive: true, force: true })
    try {
      renameSync(root, home)
    } catch {
      // The cache is on another disk.
      await run('cp', ['-a', root, home])
    }
  })

/** Where its programs are; undefined, and said, where it cannot be had. */
export const bringDovecot = async () => {
  if (existsSync(home) && runs(home)) return libraries(home)
  const tools = findProgram('apt-get') && findProgram('dpkg-deb')
  try {
    if (tools) await inTemporaryFolder(unpack)
  } catch (error) {
    note(error.message)
  }
  if (existsSync(home) && runs(home)) return libraries(home)
  note('Tests with a mailbox: Dovecot is not here, and can be brought on Debian only. All the rest works.')
  return undefined
}
