import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { emailOf, type Name, password, people } from '../tools/seed/story.ts'
import type { TestPage } from './browser.ts'
import type { Server } from './server.ts'

const seed = fileURLToPath(new URL('../tools/seed.ts', import.meta.url))

/** The university with its people, rooms and their past, told to a server that runs. */
export const tellStory = (server: Server) =>
  new Promise<void>((done, fail) => {
    const env = { ...process.env, ...server.settings }
    spawn(process.execPath, [seed], { env, stdio: ['ignore', 'ignore', 'inherit'] })
      .on('error', fail)
      .on('close', (code) => (code === 0 ? done() : fail(new Error(`The story cannot be told: ${code}.`))))
  })

/** Signs a page in without its form. */
export const signIn = async (page: TestPage, { url }: Server, name: Name) => {
  const data = { email: emailOf(people[name].name), password }
  const answer = await page.request.post(`${url}/api/v1/logins`, { data, headers: { origin: url } })
  if (!answer.ok()) throw new Error(`${name} cannot sign in: ${answer.status()}`)
}
