import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildWithGo } from './go.js'
import { keep } from './keep.js'
import { cache } from './places.js'
import { findProgram, isProgram, persist, run } from './run-program.js'
import { Stop, note, step } from './say.js'
import { inTemporaryFolder } from './temporary-folder.js'

// v1.13.6 and later replace modules in their go.mod, which `go install` refuses.
const version = '1.13.5'
const kept = join(cache, `livekit-server-v${version}`)

/** The release's archives, with the checksums its checksums.txt gives them. It has none for macOS. */
const archives = {
  'linux-x64': ['linux_amd64', 'c020fac437b7cc9b776eef1ad5ea8af77be9acfa07602eca20a3a44930dfbc70'],
  'linux-arm64': ['linux_arm64', '332015305518765fe05bad74fc3a9d9583e635e7dd130de3c4fc563d69c550f3'],
}

/** Where the LiveKit server is, after bringing it if need be; undefined when somebody else's is used. */
export const bringLiveKit = async () => {
  if (process.env.LIVEKIT_URL) return undefined
  const given = process.env.LIVEKIT_BIN
  if (given) {
    if (isProgram(given)) return given
    throw new Stop(`LIVEKIT_BIN names no program: there is nothing to run at ${given}.`)
  }
  if (isProgram(kept)) return kept
  const found = findProgram('livekit-server')
  if (found && (await works(found))) return found
  return (await build()) ?? (await download()) ?? give()
}

const works = async (program) => {
  try {
    return /version/.test(await run(program, ['--version']))
  } catch {
    return false
  }
}

const give = () => {
  throw new Stop(
    `A LiveKit server is needed and could not be brought: install Go 1.26 or later, or put livekit-server (v${version}) on PATH, or set LIVEKIT_BIN to it, or LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET to a LiveKit of yours.`,
  )
}

const build = () =>
  buildWithGo({
    title: `LiveKit server v${version}`,
    module: `github.com/livekit/livekit-server/cmd/server@v${version}`,
    program: 'server',
    kept,
  })

const download = async () => {
  const [name, checksum] = archives[`${process.platform}-${process.arch}`] ?? []
  if (!name) return undefined
  const url = `https://github.com/livekit/livekit/releases/download/v${version}/livekit_${version}_${name}.tar.gz`
  try {
    return await step(`Downloading LiveKit server v${version}`, (words) =>
      inTemporaryFolder(async (folder) => {
        const archive = await persist(`LiveKit server v${version}`, () => fetchAll(url, words))
        if (createHash('sha256').update(archive).digest('hex') !== checksum)
          throw new Error('its checksum is not the one of the release')
        writeFileSync(join(folder, 'livekit.tar.gz'), archive)
        await run('tar', ['-xzf', 'livekit.tar.gz', 'livekit-server'], { cwd: folder })
        return keep(join(folder, 'livekit-server'), kept)
      }),
    )
  } catch (error) {
    note(`LiveKit could not be downloaded: ${error.message}`)
    return undefined
  }
}

const fetchAll = async (url, words) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(600_000) })
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  const size = Number(response.headers.get('content-length'))
  const parts = []
  let had = 0
  for await (const part of response.body) {
    parts.push(part)
    had += part.length
    words(size ? `${Math.round((100 * had) / size)} %` : `${Math.round(had / 1e6)} MB`)
  }
  return Buffer.concat(parts)
}
