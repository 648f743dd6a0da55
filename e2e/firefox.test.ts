import type { Browser } from 'playwright-core'
import type { Browser as Firefox } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { hears, join, sees, spyOnPeers } from './call.ts'
import { aFirefox, aFirefoxPage, type FirefoxPage, hasFirefox, named, reads } from './firefox.ts'
import { say } from './meeting.ts'
import { aServer, type Server } from './server.ts'

describe.runIf(hasFirefox)('Firefox and Chromium in one room', () => {
  let server: Server
  let chromium: Browser
  let firefox: Firefox
  let camille: TestPage
  let awa: FirefoxPage

  beforeAll(async () => {
    ;[server, chromium, firefox] = await Promise.all([aServer(), aBrowser(), aFirefox()])
    camille = await aPage(chromium, server.url)
    await spyOnPeers(camille)
    awa = await aFirefoxPage(firefox)
  })
  afterAll(async () => {
    await Promise.all([chromium.close(), firefox.close()])
    await server.stop()
  })

  test('both see and hear each other', async () => {
    const headers = { 'content-type': 'application/json' }
    const started = await fetch(`${server.url}/api/v1/meetings`, { method: 'POST', headers, body: '{}' })
    const { code, moderatorCode } = (await started.json()) as { code: string; moderatorCode: string }
    await camille.goto(`${server.url}/m/${moderatorCode}`)
    await join(camille, 'Camille')

    await awa.goto(`${server.url}/${code}`)
    await named(awa, 'textbox', 'Your name in the meeting').fill('Awa')
    await named(awa, 'button', 'Join').click()
    await named(awa, 'button', 'Leave').wait()

    await Promise.all([sees(camille), sees(awa)])
    await Promise.all([hears(camille), hears(awa)])
  })

  test('what one writes the other reads', async () => {
    await named(awa, 'button', 'Chat').click()
    await say(camille, 'Bonjour de Chromium')
    await reads(awa, 'Bonjour de Chromium')

    await named(awa, 'textbox', 'Write a message').fill('Bonjour de Firefox')
    await awa.keyboard.press('Enter')
    await camille.getByText('Bonjour de Firefox').first().waitFor()
  })

  test('a raised hand has its place on both screens', async () => {
    await named(awa, 'button', 'Raise hand').click()

    await named(awa, 'button', 'Lower').wait()
    await camille.getByText('Hand raised, number 1').or(camille.getByLabel('Hand raised, number 1')).first().waitFor()
  })

  test('a camera switched off and on again is seen again', async () => {
    await camille.getByRole('button', { name: 'People', exact: true }).click()
    const noPicture = camille.getByRole('listitem').filter({ hasText: 'Awa' }).getByLabel('camera off')
    await named(awa, 'button', 'Camera').click()
    await noPicture.waitFor()
    await named(awa, 'button', 'Camera off').click()
    await noPicture.waitFor({ state: 'hidden' })

    await sees(camille)
  })

  test('the connection test tells by which ways media passes', async () => {
    const page = await aFirefoxPage(firefox)
    await page.goto(`${server.url}/connection-test`)

    await reads(page, 'All is ready')
    expect(page.faults).toEqual([])
  })

  test('Firefox leaves, and nothing broke in either', async () => {
    await named(awa, 'button', 'Leave').click()
    await reads(awa, 'You left the meeting')

    expect([camille.faults, awa.faults]).toEqual([[], []])
  })
})
