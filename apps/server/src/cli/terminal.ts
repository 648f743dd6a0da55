import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { Refusal } from './refusal.ts'
import type { SecretSetting } from './secret-settings.ts'

/** Where a command was typed. */
export interface Terminal {
  env: NodeJS.ProcessEnv
  say(line: string): void
  complain(line: string): void
  /** All of the standard input, without the end of its last line. */
  readAll(): Promise<string>
  /** Asks a person, unseen; undefined when nobody sits there. */
  askSecretly(question: string): Promise<string | undefined>
  ask(question: string): Promise<string | undefined>
}

const silent = () => new Writable({ write: (_chunk, _encoding, done) => done() })

const question = async (text: string, output: Writable) => {
  if (!process.stdin.isTTY) return undefined
  process.stderr.write(text)
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
  }
}

export const ownTerminal = (env: NodeJS.ProcessEnv): Terminal => ({
  env,
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  async readAll() {
    let text = ''
    for await (const part of process.stdin.setEncoding('utf8')) text += String(part)
    return text.replace(/\r?\n$/, '')
  },
  async askSecretly(text) {
    const answer = await question(text, silent())
    if (answer !== undefined) process.stderr.write('\n')
    return answer
  },
  ask: (text) => question(text, process.stderr),
})

/** As the option gave it (`-` means the standard input), else as its setting does, else as a person types it. */
export const readSecret = async (terminal: Terminal, given: string | undefined, setting: SecretSetting) => {
  const { variable, option, about } = setting
  if (given === '-') return terminal.readAll()
  const secret = given ?? (terminal.env[variable] || undefined) ?? (await terminal.askSecretly(`${about}: `))
  if (secret === undefined || secret === '')
    throw new Refusal(`${about} is needed: set ${variable}, or say ${option} - and write it to the standard input.`)
  return secret
}
