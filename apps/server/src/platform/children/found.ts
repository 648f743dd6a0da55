import { accessSync, constants, statSync } from 'node:fs'
import { availableParallelism, homedir, networkInterfaces } from 'node:os'
import { delimiter, join } from 'node:path'

/** The version the set-up brings (tools/setup/livekit.js says the same). */
const LIVEKIT_VERSION = 'v1.13.5'

const isProgram = (path: string) => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** The LiveKit server on `PATH`, else the one the set-up keeps in its cache; undefined when there is neither. */
export const findLiveKit = (env: NodeJS.ProcessEnv): string | undefined => {
  const onPath = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'livekit-server'))
  const cached = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'amphi', `livekit-server-${LIVEKIT_VERSION}`)
  return [...onPath, cached].find(isProgram)
}

/** The first address others may know this machine by; the loopback when it has none. */
export const mediaAddress = (): string => {
  const all = Object.values(networkInterfaces()).flatMap((it) => it ?? [])
  return all.find((it) => it.family === 'IPv4' && !it.internal)?.address ?? '127.0.0.1'
}

/** Processors we may use. */
export const cores = (): number => availableParallelism()
