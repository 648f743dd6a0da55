// One set-up at a time in a clone, and an end to what an interrupted one left running.
import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cache, root } from './places.js'
import { note } from './say.js'

const mark = join(cache, `setup-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`)

/** When a process began: a number alone may be another's by now. */
export const lifeOf = (pid) => {
  if (process.platform !== 'linux') {
    try {
      process.kill(pid, 0)
      return 'alive'
    } catch {
      return undefined
    }
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

const read = () => {
  try {
    return JSON.parse(readFileSync(mark, 'utf8'))
  } catch {
    return undefined
  }
}

const take = () => {
  const own = `${mark}.${process.pid}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, life: lifeOf(process.pid) }))
  try {
    linkSync(own, mark)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

/** Does `deed` while no other set-up of this clone works; a killed one is taken over from. */
export const alone = async (deed) => {
  mkdirSync(cache, { recursive: true })
  let said = false
  while (!take()) {
    const other = read()
    if (other && lifeOf(other.pid) === other.life && lifeOf(other.pid) !== undefined) {
      if (!said) note(`Another set-up works in this folder (process ${other.pid}): waiting for it …`)
      said = true
      await pause(300)
    } else {
      endOrphans()
      // Another may have taken over from it meanwhile.
      if (read()?.life === other?.life) rmSync(mark, { force: true })
    }
  }
  try {
    return await deed()
  } finally {
    rmSync(mark, { force: true })
  }
}

/** An installation whose set-up was killed goes on by itself, and would write where the next one does. */
const endOrphans = () => {
  if (process.platform !== 'linux') return
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    if (pid === process.pid || environmentOf(pid)?.includes(`\0AMPHI_SETUP_OF=${mark}\0`) !== true) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Ended meanwhile.
    }
  }
}

const environmentOf = (pid) => {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`
  } catch {
    return undefined
  }
}

/** What a step's programs carry, so that they can be known when their set-up was killed. */
export const stepMark = { AMPHI_SETUP_OF: mark }
