import { findHooksDoor, joinChildren, openChildren } from '@amphi/server/platform/children/children'
import type { Config } from '@amphi/server/platform/config'
import { FolderHeld, openDataFolder } from '@amphi/server/platform/data-folder'

const quiet = { info() {}, warn() {}, error() {} }

/** The server that runs on the data folder; where none does, its PostgreSQL and LiveKit, started for the while. */
export const openPlace = async (config: Config) => {
  try {
    const data = openDataFolder({ folder: config.dataFolder, port: config.port })
    const { port: hooksPort } = await findHooksDoor(config, data.folder)
    const children = await openChildren({ config, data, hooksPort, tell: quiet })
    const close = async () => {
      await children.close()
      data.close()
    }
    return { ...children, running: false, close }
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error
    return joinChildren(config, quiet)
  }
}
