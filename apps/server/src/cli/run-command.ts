import { parseArgs } from 'node:util'
import { isUnavailable } from '#platform/db'
import { Failure } from '#platform/failure'
import { messageOf, StartProblem } from '#platform/start-problem'
import type { Answer, Command } from './command.ts'
import { commands } from './commands.ts'
import { openDesk } from './desk.ts'
import { everywhere, helpOf, helpOfAll, usageOf } from './help.ts'
import { Refusal } from './refusal.ts'
import { sentenceOf } from './sentence-of.ts'
import type { Terminal } from './terminal.ts'

const help = 'npm run amphi -- --help says what there is.'

const find = (argv: readonly string[]): Command => {
  const found = commands.find(({ words }) => words.every((word, at) => argv[at] === word))
  if (found) return found
  const [noun] = argv
  const siblings = commands.filter(({ words }) => words[0] === noun).map((it) => it.words.join(' '))
  throw new Refusal(
    siblings.length > 0
      ? `“${argv.slice(0, 2).join(' ')}” is not a command, but ${siblings.join(', ')} are.`
      : `“${noun}” is not a command: ${help}`,
  )
}

const parse = (command: Command, argv: readonly string[]) => {
  const { words, takes = [], options } = command
  try {
    const parsed = parseArgs({
      args: argv.slice(words.length),
      options: { ...options, ...everywhere },
      allowPositionals: true,
    })
    const args = parsed.positionals
    const isAsked = parsed.values.help === true
    if (!isAsked && args.length !== takes.length)
      throw new Refusal(
        `It is ${usageOf(command)}: ${args.length < takes.length ? 'some' : 'too much'} is ${args.length < takes.length ? 'missing' : 'said'}.`,
      )
    return { args, options: parsed.values as Record<string, string | boolean | undefined> }
  } catch (error) {
    if (error instanceof Refusal) throw error
    // The first sentence of parseArgs names what is wrong; the others are for programmers.
    throw new Refusal(
      `${words.join(' ')}: ${messageOf(error)
        .split(/\. |\n/)[0]
        ?.replace(/\.$/, '')}: ${help}`,
    )
  }
}

const isForAll = (word: string | undefined) => word === '--help' || word === '--json'

/** What goes with every command may stand before it, as after. */
const wordsFirst = (argv: readonly string[]) => {
  const before = argv.findIndex((word) => !isForAll(word))
  return before < 1 ? argv : [...argv.slice(before), ...argv.slice(0, before)]
}

/** The commands to tell of: all where none is named, those of a noun where it alone is; else undefined. */
const helpAsked = (argv: readonly string[]) => {
  if (argv.every(isForAll)) return commands
  const [noun, verb] = argv
  if (verb?.startsWith('--') !== true || !argv.includes('--help')) return undefined
  const ofNoun = commands.filter(({ words }) => words[0] === noun && words.length > 1)
  return ofNoun.length > 0 ? ofNoun : undefined
}

const answer = async (argv: readonly string[], terminal: Terminal): Promise<Answer> => {
  const typed = wordsFirst(argv)
  const help = helpAsked(typed)
  if (help) return { lines: helpOfAll(help), json: help.map(usageOf), ok: argv.includes('--help') }
  const command = find(typed)
  const given = parse(command, typed)
  if (given.options['help'] === true) return { lines: helpOf(command), json: helpOf(command) }
  const tenant = given.options['tenant']
  const desk = openDesk(terminal, typeof tenant === 'string' ? tenant : undefined, command.begins)
  try {
    return await command.run({ ...given, terminal }, desk)
  } finally {
    await desk.close()
  }
}

/** Does what was typed; 0 when it is done, 1 with one sentence when it is not. */
export const runCommand = async (argv: readonly string[], terminal: Terminal): Promise<0 | 1> => {
  try {
    const { lines, json, ok = true } = await answer(argv, terminal)
    if (argv.includes('--json')) terminal.say(JSON.stringify(json))
    else for (const line of lines) terminal.say(line)
    return ok ? 0 : 1
  } catch (error) {
    if (isUnavailable(error)) {
      terminal.complain(`The database does not answer: ${messageOf(error)}.`)
      return 1
    }
    const isExpected = error instanceof Refusal || error instanceof StartProblem || error instanceof Failure
    if (!isExpected) throw error
    terminal.complain(error instanceof Failure ? sentenceOf(error) : error.message)
    return 1
  }
}
