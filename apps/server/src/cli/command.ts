import type { Desk } from './desk.ts'
import type { Terminal } from './terminal.ts'

/** An option as `util.parseArgs` wants it, and as `--help` says it. */
export interface Option {
  type: 'string' | 'boolean'
  /** What stands for its value in the help: `NAME`. */
  value?: string
  about: string
}

export interface Given {
  /** What was said after the command's words, one for each of `takes`. */
  args: readonly string[]
  options: Readonly<Record<string, string | boolean | undefined>>
  terminal: Terminal
}

/** What a command says: lines for people, or the same as data. */
export interface Answer {
  lines: readonly string[]
  json: unknown
  /** Said, and yet not well: exit 1. */
  ok?: boolean
}

/** One thing to do at the command line. A capability brings its own, in a file of its own. */
export interface Command {
  /** `['people', 'add']` */
  words: readonly string[]
  takes?: readonly string[]
  options?: Readonly<Record<string, Option>>
  about: string
  /** Whether it may begin an Amphi where there is none. Any other command would work on an empty one, and say nothing of it. */
  begins?: true
  run(given: Given, desk: Desk): Promise<Answer>
}

export const textOf = ({ options }: Given, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
