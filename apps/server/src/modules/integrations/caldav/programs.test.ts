import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createDAVClient, type DAVCalendar } from 'tsdav'
import { describe, expect, test } from 'vitest'
import { atTheEnd } from '@amphi/testkit/at-the-end'
import { aCalendarProgram, anEvent } from '@amphi/testkit/calendar-program'
import { emailOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

/** Programs of other people, as they are: what they ask is what counts. */
const house = await aHouse({ limitScale: 1000 })
await house.app.listen({ port: 0, host: '127.0.0.1' })
const { port } = house.app.server.address() as AddressInfo
const url = `http://127.0.0.1:${port}`
const ada = await aCalendarProgram(house, 'ada')

const folder = mkdtempSync(join(tmpdir(), 'amphi-programs-'))
atTheEnd(() => rmSync(folder, { recursive: true, force: true }))

const run = async (program: string, args: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, error, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.on('close', done)),
  ])
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${out}${error}`)
  return out
}

describe('CAL-42 tsdav', () => {
  const aClient = () =>
    createDAVClient({
      serverUrl: url,
      credentials: { username: emailOf('ada'), password: ada.secret },
      authMethod: 'Basic',
      defaultAccountType: 'caldav',
    })

  test('finds the calendars from the bare address of the server, and what stands in them', async () => {
    const client = await aClient()

    const calendars = await client.fetchCalendars()
    const [calendar] = calendars
    await client.createCalendarObject({
      calendar: calendar as DAVCalendar,
      filename: 'tsdav.ics',
      iCalString: anEvent('tsdav'),
    })
    const objects = await client.fetchCalendarObjects({
      calendar: calendar as DAVCalendar,
      timeRange: { start: '2026-11-24T00:00:00Z', end: '2026-11-25T00:00:00Z' },
    })

    expect(calendars.map(({ displayName }) => displayName)).toContain('Mon agenda')
    // It trims what it reads.
    expect(objects.map(({ data }) => String(data))).toEqual([anEvent('tsdav').trim()])
  })

  test('keeps a copy of a calendar by asking only for what changed', async () => {
    const client = await aClient()
    const found = (await client.fetchCalendars()).find(({ url: at }) => at.endsWith('/calendar/'))
    const first = {
      ...(found as DAVCalendar),
      objects: await client.fetchCalendarObjects({ calendar: found as DAVCalendar }),
      objectMultiGet: client.calendarMultiGet,
    }
    await ada.put(`${ada.calendar}later.ics`, anEvent('later'))

    const { created, updated, deleted } = (
      await client.smartCollectionSync({ collection: first, method: 'webdav', detailedResult: true })
    ).objects

    expect([created, updated, deleted].map((it) => it.length)).toEqual([1, 0, 0])
  })
})

const hasVdirsyncer = existsSync('/usr/bin/vdirsyncer')

describe.skipIf(!hasVdirsyncer)('CAL-42 vdirsyncer', () => {
  test('keeps a folder and a calendar alike, both ways', { timeout: 60_000 }, async () => {
    const files = join(folder, 'files')
    mkdirSync(files)
    const configuration = join(folder, 'vdirsyncer.conf')
    writeFileSync(
      configuration,
      `[general]
status_path = "${folder}/status/"
[pair both]
a = "here"
b = "there"
collections = [["mine", "calendar", "calendar"]]
[storage here]
type = "filesystem"
path = "${files}/"
fileext = ".ics"
[storage there]
type = "caldav"
url = "${url}/"
username = "${emailOf('ada')}"
password = "${ada.secret}"
`,
    )
    mkdirSync(join(files, 'calendar'))
    await ada.put(`${ada.calendar}theirs.ics`, anEvent('theirs'))
    const sync = async () => {
      // It asks before it makes a pair of what was none.
      await run('sh', ['-c', 'yes | vdirsyncer discover both'], { VDIRSYNCER_CONFIG: configuration })
      return run('vdirsyncer', ['sync'], { VDIRSYNCER_CONFIG: configuration })
    }

    await sync()
    writeFileSync(join(files, 'calendar', 'ours.ics'), anEvent('ours'))
    await ada.put(`${ada.calendar}theirs.ics`, anEvent('theirs', ['SUMMARY:Changé là-bas']))
    await run('vdirsyncer', ['sync'], { VDIRSYNCER_CONFIG: configuration })

    const kept = readdirSync(join(files, 'calendar')).map((name) => readFileSync(join(files, 'calendar', name), 'utf8'))
    expect(kept.some((ics) => ics.includes('SUMMARY:Changé là-bas'))).toBe(true)
    expect((await ada.say('GET', `${ada.calendar}ours.ics`)).body).toContain('UID:ours')
  })
})

const hasPython = existsSync('/usr/lib/python3/dist-packages/caldav')

describe.skipIf(!hasPython)('CAL-42 Python’s caldav', () => {
  test(
    'makes a calendar, puts a series into it, finds each day of it, and what changed since',
    { timeout: 60_000 },
    async () => {
      const script = join(folder, 'program.py')
      writeFileSync(
        script,
        `import caldav, datetime, json
client = caldav.DAVClient(url="${url}/", username="${emailOf('ada')}", password="${ada.secret}")
principal = client.principal()
calendar = principal.make_calendar(name="Python")
series = calendar.save_event("""${anEvent('python', ['RRULE:FREQ=DAILY;COUNT=3']).replaceAll('\r\n', '\n')}""")
found = calendar.date_search(start=datetime.datetime(2026, 11, 25), end=datetime.datetime(2026, 12, 1), expand=True)
token = calendar.objects_by_sync_token().sync_token
calendar.save_event("""${anEvent('python-2').replaceAll('\r\n', '\n')}""")
changed = calendar.objects_by_sync_token(sync_token=token)
event = calendar.event_by_uid("python")
event.delete()
print(json.dumps({"names": sorted(c.name for c in principal.calendars()), "found": [e.data for e in found],
  "changed": len(list(changed)), "left": len(calendar.events())}))
calendar.delete()
`,
      )

      const { names, found, changed, left } = JSON.parse(await run('/usr/bin/python3', [script])) as {
        names: string[]
        found: string[]
        changed: number
        left: number
      }

      expect(names).toEqual(expect.arrayContaining(['Mon agenda', 'Python']))
      expect(found.join('').match(/(?<=^DTSTART.*)\d{8}T.*$/gm)).toEqual(['20261125T090000Z', '20261126T090000Z'])
      expect([changed, left]).toEqual([1, 1])
    },
  )
})
