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
