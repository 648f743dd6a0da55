import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { note } from './say.js'

/** Runs a program to its end; what it said comes back, and is in the error when it failed. */
export const run = (program, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let said = ''
    child.stdout.on('data', (it) => (said += it))
    child.stderr.on('data', (it) => (said += it))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(said)
      const tail = said.trim().split('\n').slice(-20).join('\n')
      const error = new Error(`${program} ${args.join(' ')} ended with ${signal ?? code}:\n${tail}`)
      reject(Object.assign(error, { said }))
    })
  })

export const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Where a program of that name is on PATH. */
export const findProgram = (...names) => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
}

/** Milliseconds before each further try: a mirror that answers badly has most often got over it by the last. */
const patience = [2_000, 10_000]

/** Does what asks others over the network; tried again where it fails, and failing as it did last. */
export const persist = async (title, deed, pauses = patience) => {
  for (const wait of pauses) {
    try {
      return await deed()
    } catch (error) {
      if (error.final) throw error
      note(`  ${title}: ${error.message.trim().split('\n').at(-1)}. Trying again …`)
      await pause(wait)
    }
  }
  return deed()
}
