import type { PersonActor } from '#platform/actor'
import { type Element, readXmlTree } from '#platform/xml-tree'
import { XmlError } from '#platform/xml'
import { type Address, readAddress } from './addresses.ts'
import { DavError } from './dav-error.ts'

/** A request, as far as WebDAV reads it. */
export interface DavRequest {
  actor: PersonActor
  method: string
  /** As it was sent, still encoded. */
  path: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: string
}

export interface DavAnswer {
  status: number
  headers?: Record<string, string>
  body?: string | AsyncIterable<string>
}

export const headerOf = ({ headers }: Pick<DavRequest, 'headers'>, name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

export const addressOfRequest = ({ path }: DavRequest): Address | undefined => readAddress(path)

/** What is missing is not told (RFC 8144; Apple’s `Brief`). */
export const wantsLittle = (request: DavRequest) =>
  /\breturn=minimal\b/i.test(headerOf(request, 'prefer') ?? '') || /^t$/i.test(headerOf(request, 'brief') ?? '')

export const wantsBack = (request: DavRequest) => /\breturn=representation\b/i.test(headerOf(request, 'prefer') ?? '')

/** RFC 4918, 10.2. */
export const depthOf = (request: DavRequest, usual: '0' | '1' | 'infinity') => {
  const given = headerOf(request, 'depth')?.trim().toLowerCase() ?? usual
  if (given === '0' || given === '1' || given === 'infinity') return given
  throw new DavError(400)
}

/** The body, read; undefined where there is none. */
export const treeOf = ({ body }: DavRequest): Element | undefined => {
  if (body.trim() === '') return undefined
  try {
    return readXmlTree(body)
  } catch (error) {
    if (error instanceof XmlError) throw new DavError(400)
    throw error
  }
}

/** Tags of a condition, without quotes; weak ones are not what was asked for, and match nothing. */
const tagsOf = (text: string | undefined): readonly string[] | '*' | undefined => {
  if (text === undefined) return undefined
  if (text.trim() === '*') return '*'
  return [...text.matchAll(/(?<!W\/)"([^"]*)"/g)].map(([, tag = '']) => tag)
}

/** On what a change depends. */
export const conditionsOf = (request: DavRequest) => {
  const ifMatch = tagsOf(headerOf(request, 'if-match'))
  const ifNoneMatch = tagsOf(headerOf(request, 'if-none-match'))
  const ifScheduleTagMatch = headerOf(request, 'if-schedule-tag-match')?.trim().replace(/^"|"$/g, '')
  return {
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
    ...(ifScheduleTagMatch === undefined ? {} : { ifScheduleTagMatch }),
  }
}

export const xmlType = { 'content-type': 'application/xml; charset=utf-8' }
export const calendarType = { 'content-type': 'text/calendar; charset=utf-8' }
