import { join } from 'node:path'
import { keep } from './keep.js'
import { stepMark } from './only-one.js'
import { findProgram, persist, run } from './run-program.js'
import { note, step } from './say.js'
import { inTemporaryFolder } from './temporary-folder.js'

/** Whether `go version` says 1.26 or later. */
export const isNewEnough = (said) => {
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(said) ?? []
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 26)
}

/** Builds `module` (its path and version) with Go, and keeps what it is called there as `kept`; undefined without Go. */
export const buildWithGo = async ({ title, module, program, kept }) => {
  const go = findProgram('go')
  if (!go || !isNewEnough(await run(go, ['version']).catch(() => ''))) return undefined
  try {
    return await step(`Building ${title} with Go`, () =>
      inTemporaryFolder(async (folder) => {
        // macOS's statistics need a C compiler; nothing else does.
        const cgo = process.platform === 'darwin' ? {} : { CGO_ENABLED: '0' }
        const env = { ...process.env, ...stepMark, ...cgo, GOBIN: folder, GOWORK: 'off' }
        const build = () => run(go, ['install', '-ldflags=-s -w', module], { cwd: folder, env })
        await persist(title, build)
        return keep(join(folder, program), kept)
      }),
    )
  } catch (error) {
    note(`${title} could not be built: ${error.message}`)
    return undefined
  }
}
