import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The clone we are in. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const usable = (folder) => {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return folder
  } catch {
    // A service's user often has no home of its own.
    return undefined
  }
}

/** For what is worth keeping between clones. */
export const cache =
  usable(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'amphi')) ?? join(tmpdir(), 'amphi-cache')

/** Node 24 of our own: the one that runs npm may be older. */
export const nodeHome = join(root, 'node_modules', `node-${process.platform}-${process.arch}`)
export const nodeBin = join(nodeHome, 'bin', 'node')

/** The environment of everything that runs in our own Node, programs it starts included. */
export const environment = () => ({
  ...process.env,
  PATH: `${join(nodeHome, 'bin')}:${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
  // What was compiled once is kept: the next start need not strip types, nor hold in memory what does.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(root, 'node_modules', '.cache', 'node'),
  // Whoever builds an add-on builds it for our Node, whatever their own settings say.
  npm_config_nodedir: nodeHome,
})
