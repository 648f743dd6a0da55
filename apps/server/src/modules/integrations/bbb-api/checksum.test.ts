import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type BbbAlgorithm, bbbAlgorithms } from '@amphi/contract/bbb-clients'
import { signerOf } from './checksum.ts'

const secret = 'the secret of a plugin'
const all: readonly BbbAlgorithm[] = bbbAlgorithms
const plugin = { name: 'plugin', secrets: [secret, 'the one before'], algorithms: all }
const other = { name: 'other', secrets: ['of somebody else'], algorithms: all }

const sign = (text: string, { by = secret, algorithm = 'sha1' } = {}) =>
  createHash(algorithm)
    .update(text + by, 'utf8')
    .digest('hex')

const verdict = (said: Parameters<typeof signerOf>[0], keys = [other, plugin]) => {
  const it = signerOf(said, keys)
  return 'by' in it ? it.by.name : it.refused
}

const form = (fields: Record<string, string>) => new Map(Object.entries(fields))

describe('a checksum', () => {
  const right = sign('createname=Cours&meetingID=c1')

  test.each([
    ['last', `name=Cours&meetingID=c1&checksum=${right}`],
    ['first', `checksum=${right}&name=Cours&meetingID=c1`],
    ['in the middle', `name=Cours&checksum=${right}&meetingID=c1`],
    ['in capitals', `name=Cours&meetingID=c1&checksum=${right.toUpperCase()}`],
  ])('counts wherever it stands: %s', (_where, query) => {
    expect(verdict({ call: 'create', query })).toBe('plugin')
  })

  test.each(bbbAlgorithms)('is told by its length: %s', (algorithm) => {
    const checksum = sign('endmeetingID=c1', { algorithm })
    const said = { call: 'end', query: `meetingID=c1&checksum=${checksum}` }

    expect(verdict(said)).toBe('plugin')
    const without = bbbAlgorithms.filter((it) => it !== algorithm)
    expect(verdict(said, [{ ...plugin, algorithms: without }])).toBe('algorithm_not_allowed')
  })

  test.each([
    [
      'of the secret before, until it is given up',
      'meetingID=c1',
      'end',
      sign('endmeetingID=c1', { by: 'the one before' }),
    ],
    ['over the very letters, encoded as they came', 'name=a%20b+c%C3%A9', 'create', sign('createname=a%20b+c%C3%A9')],
    [
      'over a parameter that has no value',
      'a=1&meta_OriginURLhttp://x',
      'create',
      sign('createa=1&meta_OriginURLhttp://x'),
    ],
    [
      'of a call with a slash in its name',
      'callbackURL=http://a',
      'hooks/create',
      sign('hooks/createcallbackURL=http://a'),
    ],
    [
      'over what some clients send encoded',
      'name=O%27Brien%20%28x%29%2a%21',
      'create',
      sign("createname=O'Brien%20(x)*!"),
    ],
    ['over nothing', '', 'getMeetings', sign('getMeetings')],
  ])('counts %s', (_what, query, call, checksum) => {
    const said = query === '' ? `checksum=${checksum}` : `${query}&checksum=${checksum}`

    expect(verdict({ call, query: said })).toBe('plugin')
  })

  test('over nothing counts behind an ampersand too', () => {
    expect(verdict({ call: 'getMeetings', query: `&checksum=${sign('getMeetings')}` })).toBe('plugin')
  })

  test.each([
    ['nobody’s', `meetingID=c1&checksum=${sign('endmeetingID=c1', { by: 'guessed' })}`, 'no_such_secret'],
    ['of another call', `meetingID=c1&checksum=${sign('createmeetingID=c1')}`, 'no_such_secret'],
    ['of other parameters', `meetingID=c2&checksum=${sign('endmeetingID=c1')}`, 'no_such_secret'],
    ['of the same in another order', `b=1&a=2&checksum=${sign('enda=2&b=1')}`, 'no_such_secret'],
    ['of no known length', 'meetingID=c1&checksum=abcdef', 'not_hexadecimal'],
    ['of the right length, and no number', `meetingID=c1&checksum=${'g'.repeat(40)}`, 'not_hexadecimal'],
    ['empty', 'meetingID=c1&checksum=', 'no_checksum'],
    ['missing', 'meetingID=c1', 'no_checksum'],
    ['by another name', `meetingID=c1&Checksum=${sign('endmeetingID=c1')}`, 'no_checksum'],
    ['at the end of another name', `meetingID=c1&xchecksum=${sign('endmeetingID=c1')}`, 'no_checksum'],
  ])('does not count where it is %s', (_what, query, expected) => {
    expect(verdict({ call: 'end', query })).toBe(expected)
  })
})

describe('a form', () => {
  const fields = { name: 'L’été (A)*~', meetingID: 'c 1' }
  const asQuery = 'meetingID=c+1&name=L%E2%80%99%C3%A9t%C3%A9+%28A%29*%7E'

  test.each([
    ['as version 3 rebuilds it', sign(`create${asQuery}`)],
    ['as version 4 leaves it out', sign('create')],
  ])('is signed %s', (_how, checksum) => {
    expect(verdict({ call: 'create', query: '', form: form({ ...fields, checksum }) })).toBe('plugin')
    expect(verdict({ call: 'create', query: `checksum=${checksum}`, form: form(fields) })).toBe('plugin')
  })

  test('beside parameters in the address counts for nothing', () => {
    const query = `meetingID=c1&checksum=${sign('createmeetingID=c1')}`

    expect(verdict({ call: 'create', query, form: form({ name: 'Cours' }) })).toBe('no_such_secret')
    expect(verdict({ call: 'create', query, form: form({}) })).toBe('plugin')
  })
})
