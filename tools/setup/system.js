// What comes from the system's own packages: Chromium and ffmpeg.
import { existsSync } from 'node:fs'
import { stepMark } from './only-one.js'
import { findProgram, run } from './run-program.js'
import { note, step } from './say.js'

const wanted = {
  chromium: () => findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
  ffmpeg: () => findProgram('ffmpeg'),
}

const missing = () => Object.keys(wanted).filter((name) => !wanted[name]())

/** Installs them where that asks nobody anything, else says what to install. Whether both are there now. */
export const bringBrowser = async () => {
  const names = missing()
  if (names.length === 0) return true
  const apt = await aptGet()
  if (apt) {
    try {
      await step(`Installing ${names.join(' and ')} from the system's packages`, async () => {
        const options = { env: { ...process.env, ...stepMark, DEBIAN_FRONTEND: 'noninteractive' } }
        await run(apt[0], [...apt.slice(1), 'update'], options)
        await run(apt[0], [...apt.slice(1), 'install', '-y', '--no-install-recommends', ...names], options)
      })
    } catch (error) {
      note(error.message)
    }
  }
  const still = missing()
  if (still.length === 0) return true
  note(`Browser tests, recordings and screenshots need ${still.join(' and ')}: ${howTo(still)}. All the rest works.`)
  return false
}

const howTo = (names) => {
  if (process.platform === 'darwin') return `brew install ${names.join(' ')}`
  return existsSync('/etc/debian_version')
    ? `sudo apt-get install ${names.join(' ')}`
    : `install the package${names.length > 1 ? 's' : ''} ${names.join(' and ')} of your system`
}

const aptGet = async () => {
  if (!existsSync('/etc/debian_version') || !findProgram('apt-get')) return undefined
  if (process.getuid?.() === 0) return ['apt-get']
  if (!findProgram('sudo')) return undefined
  try {
    await run('sudo', ['-n', 'true'])
    return ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  } catch {
    return undefined
  }
}
