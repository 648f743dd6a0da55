import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

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
