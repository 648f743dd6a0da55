import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { FolderHeld, keptSecret, openDataFolder, writeWhole, type DataFolder } from '../data-folder.ts'
import { addressOfLiveKit, openLiveKit } from './livekit.ts'
import { findFreePort, isFree } from './ports.ts'
import { addressOfPostgres, openPostgres } from './postgres.ts'
import type { Supervised, Tell } from './supervisor.ts'

/** How to speak to LiveKit, ours or somebody's. */
export interface LiveKitAccess {
  /** Of its API, http or https. */
  url: string
  apiKey: string
  apiSecret: string
  onRestart: (hear: () => void) => void
}

/** Which of the loopback's ports LiveKit's news come in by, and whether it is one besides the public one. */
export const findHooksDoor = async (config: Config, folder: string): Promise<{ port: number; own: boolean }> => {
  const plain = config.tls === undefined && [undefined, '127.0.0.1', '0.0.0.0', '::'].includes(config.host)
  // LiveKit speaks plain HTTP to us: with a certificate, or on one outer address only, we open a door inside for it.
  if (plain) return { port: config.port, own: false }
  const file = join(folder, 'hooks-port')
  const kept = numberIn(file)
  if (kept !== undefined && (await isFree(kept))) return { port: kept, own: true }
  const port = await findFreePort()
  writeWhole(file, `${port}\n`)
  return { port, own: true }
}

const numberIn = (file: string) => {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

interface Needs {
  config: Config
  data: DataFolder
  hooksPort: number
  tell: Tell
}

/** Starts, or takes back, what the administrator did not bring: PostgreSQL and LiveKit, side by side. */
export const openChildren = async ({ config, data, hooksPort, tell }: Needs) => {
  const secret = data.secret(config.secret)
  const hooksUrl = `http://127.0.0.1:${hooksPort}/hooks/livekit`
  const logFile = join(data.folder, 'logs', 'postgres.log')
  const ours = { config, folder: data.folder, secret, hooksUrl, tell }
  const [postgres, livekit] = await Promise.allSettled([
    config.databaseUrl === undefined
      ? openPostgres({ folder: join(data.folder, 'postgres'), logFile, tell })
      : undefined,
    config.livekit === undefined ? openLiveKit(ours) : undefined,
  ])
  const up = [livekit, postgres].flatMap((it) => (it.status === 'fulfilled' && it.value ? [it.value] : []))
  // LiveKit first: what it still has to tell should find the database.
  const close = async () => {
    for (const child of up) await child.stop()
  }
  for (const it of [postgres, livekit])
    if (it.status === 'rejected') {
      await close()
      throw it.reason
    }
  return {
    secret,
    databaseUrl: urlOf(config, postgres),
    livekit: accessOf(config, livekit),
    children: up as Supervised[],
    close,
  }
}

type Settled<T> = PromiseSettledResult<T | undefined>

const valueOf = <T>(it: Settled<T>) => (it.status === 'fulfilled' ? it.value : undefined)

const urlOf = (config: Config, postgres: Settled<{ url: string }>) => {
  const url = config.databaseUrl ?? valueOf(postgres)?.url
  if (url === undefined) throw new Error('there is neither a database of ours nor one of theirs')
  return url
}

const accessOf = (config: Config, ours: Settled<LiveKitAccess>): LiveKitAccess => {
  const found = valueOf(ours) ?? (config.livekit ? { ...config.livekit, onRestart: () => {} } : undefined)
  if (found === undefined) throw new Error('there is neither a LiveKit of ours nor one of theirs')
  const { url, apiKey, apiSecret, onRestart } = found
  return { url, apiKey, apiSecret, onRestart }
}

/**
 * The same for those who work from the command line: beside the server that runs on this data folder, with its
 * PostgreSQL and its LiveKit; else with a PostgreSQL started for them and stopped by `close`.
 */
export const joinChildren = async (config: Config, tell: Tell) => {
  const postgres = join(config.dataFolder, 'postgres')
  const served = (secret: string) => ({
    secret,
    livekit: config.livekit ?? addressOfLiveKit(config.dataFolder, secret),
  })
  try {
    const data = openDataFolder({ folder: config.dataFolder, port: config.port })
    try {
      const logFile = join(data.folder, 'logs', 'postgres.log')
      const ours =
        config.databaseUrl === undefined ? await openPostgres({ folder: postgres, logFile, tell }) : undefined
      const close = async () => {
        await ours?.stop()
        data.close()
      }
      return {
        ...served(data.secret(config.secret)),
        running: false,
        databaseUrl: config.databaseUrl ?? ours?.url ?? '',
        close,
      }
    } catch (error) {
      data.close()
      throw error
    }
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error
    const secret = config.secret ?? keptSecret(config.dataFolder)
    const databaseUrl = config.databaseUrl ?? addressOfPostgres(postgres)
    return { ...served(secret), running: true, databaseUrl, close: async () => {} }
  }
}
