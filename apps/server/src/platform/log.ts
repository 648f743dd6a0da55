import type { FastifyBaseLogger } from 'fastify'

/** Structured: ids and figures, never names, passwords, tokens, link secrets or the text of a message. */
export type Log = FastifyBaseLogger

export const logLevels = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** An address without what may be secret in it: codes and secrets of links stand in paths, and queries in the rest. */
export const quietPath = (url: string) =>
  (url.split('?')[0] ?? '')
    .replace(/(\/doors\/)[^/]+/, '$1…')
    .replace(/^\/(m\/|link\/)[^/]+/, '/$1…')
    .replace(/^\/[2-9a-z]{5}-?[2-9a-z]{5}-?[2-9a-z]{4}$/, '/…')

/** What a failed query was asked with may be anyone's name, words or token. */
const withoutValues = (text: string) => text.replace(/\nparams: [^\n]*/g, '')

/** An error and what caused it, without the values that were in it. */
export const quietError = (error: unknown): { type: string; message: string; stack: string } => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: withoutValues(error.message),
    stack: withoutValues(error.stack ?? ''),
    ...(code === undefined ? {} : { code }),
    ...(error.cause === undefined ? {} : { cause: quietError(error.cause) }),
  }
}
