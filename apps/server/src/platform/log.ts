import type { FastifyBaseLogger } from 'fastify'

/** Structured: ids and figures, never names, passwords, tokens, link secrets or the text of a message. */
export type Log = FastifyBaseLogger

export interface LogStream {
  write(line: string): void
}

export const logLevels = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** What a link ends with, however it is spelt. */
const isCode = (segment: string) => /^([2-9a-z]{14}|[2-9a-z]{27})$/i.test(segment.replaceAll('-', ''))

/** An address without what may be secret in it: codes and secrets of links stand in paths, and queries in the rest. */
export const quietPath = (url: string) =>
  (url.split('?')[0] ?? '')
    .replace(/(\/(?:doors|m|link|feeds|answer|answers)\/)[^/]+/, '$1…')
    .split('/')
    .map((segment) => (isCode(segment) ? '…' : segment))
    .join('/')

/** What a failed query was asked with may be anyone's name, words or token, and of several lines. */
const withoutValues = (message: string) => message.split('\nparams: ')[0] ?? ''

/** Where it was thrown; what is said before that is the message again. */
const framesOf = ({ stack = '', message }: Error) => stack.slice(stack.indexOf(message) + message.length).trimStart()

/** Of many errors at once, so many are written. */
const some = 5

/** An error and what caused it, without the values that were in it. */
export const quietError = (error: unknown): { type: string; message: string; stack: string } => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: withoutValues(error.message),
    stack: framesOf(error),
    ...(code === undefined ? {} : { code }),
    ...(error.cause === undefined ? {} : { cause: quietError(error.cause) }),
    ...(error instanceof AggregateError ? { errors: error.errors.slice(0, some).map(quietError) } : {}),
  }
}
