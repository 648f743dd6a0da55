// What comes from the system's own packages: Chromium and ffmpeg, and for tests Firefox and calendar programs.
import { existsSync } from 'node:fs'
import { stepMark } from './only-one.js'
import { findProgram, persist, run } from './run-program.js'
import { note, step } from './say.js'

const isDebian = () => existsSync('/etc/debian_version')

/** Each: the names its program may have, or where it lies, the package it is in, and what is not possible without it. */
const programs = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    of: 'chromium',
    for: 'Browser tests, recordings and screenshots',
  },
  ffmpeg: { names: ['ffmpeg'], of: 'ffmpeg', for: 'Recordings' },
  firefox: {
    names: ['firefox-esr', 'firefox'],
    of: isDebian() ? 'firefox-esr' : 'firefox',
    for: 'Tests in Firefox',
  },
  vdirsyncer: { names: ['vdirsyncer'], of: 'vdirsyncer', for: 'Tests with vdirsyncer' },
  // For the system's own Python, whichever other comes first.
  caldav: {
    lies: '/usr/lib/python3/dist-packages/caldav',
    of: 'python3-caldav',
    for: 'Tests with Python’s calendar client',
  },
}

export const findSystem = (name) => {
  const { names, lies } = programs[name]
  return names ? findProgram(...names) : existsSync(lies) ? lies : undefined
}

/** Installs them where that asks nobody anything, else says what to install. Whether all are there now. */
export const bringSystem = async (...wanted) => {
  const missing = () => wanted.filter((name) => !findSystem(name))
  if (missing().length === 0) return true
  const apt = await aptGet()
  if (apt) await install(apt, missing())
  for (const name of missing()) {
    const { of: packaged, for: what } = programs[name]
    note(`${what}: not here. ${apt ? 'Installing it did not work' : howTo(packaged)}. All the rest works.`)
  }
  return missing().length === 0
}

/** One after the other: a package that this system does not have must not keep it from the others. */
const install = async (apt, names) => {
  const packages = names.map((name) => programs[name].of)
  const env = { ...process.env, ...stepMark, DEBIAN_FRONTEND: 'noninteractive' }
  const ask = (...args) =>
    persist(`apt-get ${args[0]}`, () =>
      run(apt[0], [...apt.slice(1), '-o', 'DPkg::Lock::Timeout=120', ...args], { env }),
    )
  await step(`Installing ${packages.join(', ')} from the system's packages`, async () => {
    for (const args of [['update'], ...packages.map((it) => ['install', '-y', '--no-install-recommends', it])]) {
      try {
        await ask(...args)
      } catch (error) {
        note(error.message)
      }
    }
  })
}

const howTo = (packaged) => {
  if (process.platform === 'darwin') return `Install it: brew install ${packaged}`
  return isDebian()
    ? `It cannot be installed without asking: sudo apt-get install ${packaged}`
    : `Install the package ${packaged} of your system`
}

const aptGet = async () => {
  if (!isDebian() || !findProgram('apt-get')) return undefined
  if (process.getuid?.() === 0) return ['apt-get']
  if (!findProgram('sudo')) return undefined
  try {
    await run('sudo', ['-n', 'true'])
    return ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  } catch {
    return undefined
  }
}
