import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { aPlugin } from '@amphi/testkit/bbb-plugin'
import { aHouse } from '@amphi/testkit/house'
import { comeInside } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })
await house.app.listen({ host: '127.0.0.1', port: 0 })
const { port } = house.app.server.address() as AddressInfo
const base = `http://127.0.0.1:${port}/bigbluebutton`
const require = createRequire(import.meta.url)

type Answer = Record<string, unknown>
type Fields = Record<string, unknown>

/** `bigbluebutton-js`: makes addresses, and reads what is there. */
interface JsClient {
  api(
    host: string,
    secret: string,
  ): {
    administration: {
      create(name: string, id: string, fields?: Fields): string
      join(name: string, id: string, password: string, fields?: Fields): string
      end(id: string, password: string): string
    }
    monitoring: { getMeetingInfo(id: string): string; isMeetingRunning(id: string): string; getMeetings(): string }
    recording: { getRecordings(fields?: Fields): string; publishRecordings(id: string, publish: boolean): string }
    hooks: { create(url: string, fields?: Fields): string; list(): string; destroy(id: unknown): string }
  }
  http(url: string): Promise<Answer>
}

/** `bbb-promise`: asks by itself, and answers as xml2js reads. */
interface PromiseClient {
  server(
    host: string,
    secret: string,
  ): {
    administration: {
      create(name: string, id: string, fields?: Fields): Promise<Listed>
      join(name: string, id: string, password: string, fields?: Fields): string
      end(id: string, password: string): Promise<Listed>
    }
    monitoring: {
      getMeetingInfo(id: string): Promise<Listed>
      isMeetingRunning(id: string): Promise<Listed>
      getMeetings(): Promise<Listed>
    }
    recording: { getRecordings(fields?: Fields): Promise<Listed>; deleteRecordings(id: string): Promise<Listed> }
  }
}
interface Listed {
  response: Record<string, unknown[]>
}

const followed = async (url: string) => {
  const answer = await fetch(url, { redirect: 'manual' })
  const code = /^\/p\/([\w-]+)$/.exec(answer.headers.get('location') ?? '')?.[1]
  return { status: answer.status, code: code ?? '' }
}

describe('bigbluebutton-js, as it is', () => {
  const js = require('bigbluebutton-js') as JsClient

  test('CH-03 leads a whole life with us', async () => {
    const { secret } = await aPlugin(house, 'bigbluebutton-js')
    const { administration, monitoring, recording, hooks } = js.api(`${base}/`, secret)
    const ask = (url: string) => js.http(url)

    const made = await ask(
      administration.create("L'été (A)*! & co ~", 'cours 1', { record: true, 'meta_bbb-origin': 'x y' }),
    )
    expect(made).toMatchObject({ returncode: 'SUCCESS', meetingID: 'cours 1', hasUserJoined: false })
    expect(await ask(monitoring.isMeetingRunning('cours 1'))).toMatchObject({ returncode: 'SUCCESS', running: false })

    const { status, code } = await followed(administration.join('Zoé D', 'cours 1', String(made['moderatorPW'])))
    expect(status).toBe(302)
    await comeInside(house, house.aGuest(), code)

    expect(await ask(monitoring.getMeetingInfo('cours 1'))).toMatchObject({
      running: true,
      participantCount: 1,
      attendees: { attendee: { fullName: 'Zoé D', role: 'MODERATOR' } },
      metadata: { 'bbb-origin': 'x y' },
    })
    expect(await ask(monitoring.getMeetings())).toMatchObject({ meetings: [{ meetingID: 'cours 1' }] })
    expect(await ask(recording.getRecordings({ meetingID: 'cours 1' }))).toMatchObject({
      recordings: '',
      messageKey: 'noRecordings',
    })
    expect(await ask(recording.publishRecordings('x', true))).toMatchObject({
      returncode: 'FAILED',
      messageKey: 'notFound',
    })

    const hook = await ask(hooks.create('https://lms.test/hook?a=1&b=2'))
    expect(hook).toMatchObject({ returncode: 'SUCCESS', permanentHook: false })
    expect(await ask(hooks.list())).toMatchObject({
      hooks: { hook: { hookID: hook['hookID'], callbackURL: 'https://lms.test/hook?a=1&b=2' } },
    })
    expect(await ask(hooks.destroy(hook['hookID']))).toMatchObject({ removed: true })

    expect(await ask(administration.end('cours 1', String(made['moderatorPW'])))).toMatchObject({
      messageKey: 'sentEndMeetingRequest',
    })
    expect(await ask(monitoring.getMeetingInfo('cours 1'))).toMatchObject({
      returncode: 'FAILED',
      messageKey: 'notFound',
    })
  })
})

describe('bbb-promise, as it is', () => {
  const promise = require('bbb-promise') as PromiseClient

  test('CH-03 leads a whole life with us', async () => {
    const { secret } = await aPlugin(house, 'bbb-promise')
    const { administration, monitoring, recording } = promise.server(base, secret)

    const { response: made } = await administration.create("L'été (A)*!", 'cours-2', {
      record: true,
      moderatorPW: 'mp',
    })
    expect(made).toMatchObject({ returncode: ['SUCCESS'], meetingID: ['cours-2'], moderatorPW: ['mp'] })

    const { status, code } = await followed(administration.join('Zoé', 'cours-2', 'mp'))
    expect(status).toBe(302)
    await comeInside(house, house.aGuest(), code)

    expect((await monitoring.isMeetingRunning('cours-2')).response['running']).toEqual(['true'])
    expect((await monitoring.getMeetingInfo('cours-2')).response).toMatchObject({
      participantCount: ['1'],
      meetingName: ["L'été (A)*!"],
    })
    expect((await monitoring.getMeetings()).response['meetings']).toHaveLength(1)
    expect((await recording.getRecordings({ meetingID: 'cours-2' })).response['messageKey']).toEqual(['noRecordings'])
    expect((await recording.deleteRecordings('x')).response['messageKey']).toEqual(['notFound'])
    expect((await administration.end('cours-2', 'mp')).response['messageKey']).toEqual(['sentEndMeetingRequest'])
    expect((await monitoring.isMeetingRunning('cours-2')).response['running']).toEqual(['false'])
  })
})
