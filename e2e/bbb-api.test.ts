import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { hears, sees, spyOnPeers } from './call.ts'
import { anOwner } from './owner.ts'
import { aServer, type Server } from './server.ts'

const secret = 'what a plugin and its server share'

let server: Server
let browsers: Browser[]

beforeAll(async () => {
  server = await aServer({ AMPHI_BBB_SECRET: secret })
  browsers = await Promise.all([aBrowser(), aBrowser()])
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await server.stop()
})

/** As a plugin writes an address. */
const addressOf = (call: string, fields: Record<string, string>) => {
  const query = new URLSearchParams(fields).toString()
  const checksum = createHash('sha256')
    .update(call + query + secret)
    .digest('hex')
  return `${server.url}/bigbluebutton/api/${call}?${query}&checksum=${checksum}`
}
const ask = async (call: string, fields: Record<string, string>) => (await fetch(addressOf(call, fields))).text()

const follow = async (browser: Browser | undefined, fields: Record<string, string>): Promise<TestPage> => {
  if (!browser) throw new Error('There is no browser.')
  const page = await aPage(browser, server.url)
  await spyOnPeers(page)
  await page.goto(addressOf('join', { meetingID: 'cours-1', ...fields }))
  await page.getByRole('button', { name: /^(Join|Open and join)$/ }).click()
  await page.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  return page
}

test('CH-02 CH-03 who follows a plugin’s link talks on our engine, stays after a reload, and reads that it is over', async () => {
  const meeting = { meetingID: 'cours-1', name: 'Chimie', logoutURL: 'https://lms.example/course/7' }
  expect(await ask('create', meeting)).toContain('<returncode>SUCCESS</returncode>')

  const ada = await follow(browsers[0], { fullName: 'Ada', role: 'MODERATOR' })
  const bob = await follow(browsers[1], { fullName: 'Bob', role: 'VIEWER', userID: 'u7' })
  await Promise.all([sees(ada), sees(bob), hears(ada), hears(bob)])

  const info = await ask('getMeetingInfo', { meetingID: 'cours-1' })
  expect(info).toContain('<participantCount>2</participantCount>')
  expect(info).toContain('<userID>u7</userID><fullName>Bob</fullName><role>VIEWER</role>')

  await bob.reload()
  await bob.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  await sees(bob)
  // The address in the bar is Bob’s alone.
  const copied = await aPage(browsers[0] as Browser, server.url)
  await copied.goto(bob.url())
  await copied.getByText('It works only once, and somebody has used it already.').waitFor()

  expect(await ask('end', { meetingID: 'cours-1' })).toContain('sentEndMeetingRequest')
  await bob.getByRole('link', { name: /lms\.example/ }).waitFor()
  await ada.getByRole('link', { name: /lms\.example/ }).waitFor()
  expect(await ask('getMeetingInfo', { meetingID: 'cours-1' })).toContain('<messageKey>notFound</messageKey>')
})

test('CH-02 an administrator says how many meetings a platform may have, and how its calls may be signed', async () => {
  const owner = await anOwner(browsers[0] as Browser, server)
  await owner.goto(`${server.url}/admin/platforms`)
  await owner.getByRole('button', { name: /^Set up / }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('Meetings at once, at most').fill('1x')
  await dialog.getByText('A number from 1 to 99999, or nothing.').waitFor()
  await dialog.getByLabel('Meetings at once, at most').fill('1')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await owner.getByText(/of 1 at most/).waitFor()

  expect(await ask('create', { meetingID: 'one', name: 'One' })).toContain('SUCCESS')
  expect(await ask('create', { meetingID: 'two', name: 'Two' })).toContain('<messageKey>maxConcurrent</messageKey>')

  await owner.getByRole('button', { name: /^Set up / }).click()
  for (const name of ['SHA-1', 'SHA-256', 'SHA-384'])
    await dialog.getByRole('checkbox', { name, exact: true }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })

  expect(await ask('getMeetings', {})).toContain('<messageKey>checksumError</messageKey>')
})
