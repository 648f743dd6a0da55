import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { hears, join, received, sees, spyOnPeers } from './call.ts'
import { aMeeting, say } from './meeting.ts'
import { aServer, type Server } from './server.ts'

let server: Server
let browsers: Browser[]

beforeAll(async () => {
  server = await aServer()
  browsers = await Promise.all([aBrowser(), aBrowser()])
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await server.stop()
})

/** The sound of the others has stopped: for as long as a word takes, no energy is added. */
const falls = async (page: TestPage) => {
  const settled = async () => {
    const { energy } = await received(page)
    await page.evaluate(() => new Promise((done) => setTimeout(done, 1_500)))
    return (await received(page)).energy - energy
  }
  await expect.poll(settled).toBeLessThan(1e-6)
}

const act = async (page: TestPage, name: string, deed: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: deed, exact: true }).click()
}

const people = (page: TestPage) => page.locator('[data-bar]').getByRole('button', { name: 'People' })

describe('who leads a meeting', () => {
  let camille: TestPage
  let awa: TestPage
  let code: string

  beforeAll(async () => {
    const [first, second] = browsers
    if (!first || !second) throw new Error('There are no browsers.')
    ;({ camille, awa, code } = await aMeeting(server, first, second))
    await Promise.all([hears(camille), hears(awa)])
    await people(camille).click()
  })

  test('mutes someone, who is really silent, reads by whom, and opens the microphone again', async () => {
    await act(camille, 'Awa', 'Mute')

    await awa.getByText('Camille muted your microphone.').waitFor()
    await awa.getByRole('button', { name: 'Microphone off', exact: true }).waitFor()
    await falls(camille)

    await awa.getByRole('button', { name: 'Unmute' }).click()
    await hears(camille)
  })

  test('asks someone to unmute: only they can', async () => {
    await awa.getByRole('button', { name: 'Microphone', exact: true }).click()
    await act(camille, 'Awa', 'Ask to unmute')

    await awa.getByText('Camille asks you to open your microphone.').waitFor()
    await falls(camille)
    await awa.getByRole('button', { name: 'Open the microphone' }).click()

    await hears(camille)
  })

  test('forbids microphones: they fall silent, ask to speak, and are let', async () => {
    await camille.getByRole('button', { name: 'Tools' }).first().click()
    await camille.getByRole('switch', { name: 'Open their microphone' }).click()
    await awa.getByText('Microphones are closed to participants.').waitFor()
    await falls(camille)
    await camille.keyboard.press('Escape')

    await awa.getByRole('button', { name: 'Ask to speak' }).click()
    await awa.getByText('You have asked to speak.').waitFor()
    await camille.getByRole('button', { name: 'Let Awa speak' }).click()
    await awa.getByText('Camille asks you to open your microphone.').waitFor()
    await awa.getByRole('button', { name: 'Open the microphone' }).click()

    await hears(camille)
  })

  test('forbids shared screens: LiveKit refuses one even when the page asks for it by hand', async () => {
    await camille.getByRole('button', { name: 'Tools' }).first().click()
    await camille.getByRole('switch', { name: 'Share their screen' }).click()
    await awa.getByRole('button', { name: 'Sharing closed' }).waitFor()
    await camille.keyboard.press('Escape')
    await awa.getByRole('button', { name: 'Sharing closed' }).click()
    await awa.getByText('Screen sharing is closed to participants.').waitFor()

    // A page that does not know, or does not care: it is told that it may, and asks the engine.
    const page = await aPage(browsers[1] as Browser, server.url)
    await page.route(/\/api\/v1\/sessions\/[^/]+$/, async (route) => {
      const answer = await route.fetch()
      const text = (await answer.text()).replaceAll('"screen":false', '"screen":true')
      await route.fulfill({ response: answer, body: text })
    })
    await spyOnPeers(page)
    await page.goto(`${server.url}/${code}`)
    await join(page, 'Mallory')
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await sees(page)
    expect(await camille.getByText('Mallory is sharing').count()).toBe(0)
    expect(await camille.getByText('is sharing their screen').count()).toBe(0)
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.getByRole('heading', { name: 'You left the meeting' }).waitFor()
    await page.context().close()
    await camille.getByRole('button', { name: 'Tools' }).first().click()
    await camille.getByRole('switch', { name: 'Share their screen' }).click()
    await camille.keyboard.press('Escape')
  })

  test('stops a shared screen, which the one who shared it may share again', async () => {
    await awa.getByRole('button', { name: 'Share', exact: true }).click()
    await camille.getByText('is sharing their screen').first().waitFor()

    await act(camille, 'Awa', 'Stop the screen sharing')

    await awa.getByText('Camille stopped your screen sharing.').waitFor()
    await camille.getByRole('main').getByText('is sharing their screen').waitFor({ state: 'hidden' })
    await awa.getByText('You are sharing your screen').waitFor({ state: 'hidden' })
    await awa.getByRole('button', { name: 'Share', exact: true }).waitFor()
  })

  test('forbids the chat: who may not write reads why, and reads on', async () => {
    const chat = (page: TestPage) => page.locator('[data-bar]').getByRole('button', { name: 'Chat' })
    await chat(camille).click()
    await say(camille, 'Bonjour')
    await camille.getByRole('button', { name: 'Tools' }).first().click()
    await camille.getByRole('switch', { name: 'Write in the chat' }).click()
    await camille.keyboard.press('Escape')

    await chat(awa).click()
    await awa.getByRole('complementary').getByText('The chat is closed to participants.').waitFor()
    await awa.getByText('Bonjour').first().waitFor()
    expect(await awa.getByRole('textbox', { name: 'Write a message' }).count()).toBe(0)
    await people(camille).click()
  })

  test('puts someone in the middle for everyone, and makes them moderator, over a reload', async () => {
    await act(camille, 'Awa', 'Spotlight for everyone')
    await camille.getByText('in the spotlight', { exact: true }).waitFor()
    await act(camille, 'Awa', 'Make moderator')

    await awa.getByText('You are a moderator now.').waitFor()
    await awa.reload()
    await awa.getByRole('button', { name: 'Tools' }).first().waitFor()
    await act(camille, 'Awa', 'Remove the spotlight')
    await camille.getByText('in the spotlight', { exact: true }).waitFor({ state: 'hidden' })
    await act(camille, 'Awa', 'Make participant')
    await awa.getByText('You are no longer a moderator.').waitFor()
  })

  test('removes someone, who may come back', async () => {
    await act(camille, 'Awa', 'Remove…')
    await camille.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click()

    await awa.getByRole('heading', { name: 'You were removed from the meeting' }).waitFor()
    await awa.getByRole('button', { name: 'Rejoin the meeting' }).click()
    await Promise.all([sees(camille), sees(awa)])
  })

  test('bans someone, who comes back by no tab and no reload, until it is lifted', async () => {
    await act(camille, 'Awa', 'Ban from the meeting…')
    await camille.getByRole('alertdialog').getByRole('button', { name: 'Ban', exact: true }).click()

    const closed = { name: 'You can no longer enter this meeting' }
    await awa.getByRole('heading', closed).waitFor()
    await awa.reload()
    await awa.getByRole('heading', closed).waitFor()
    await awa.getByRole('button', { name: 'Back to the entrance' }).click()
    await awa.getByRole('heading', closed).waitFor()
    const tab = await awa.context().newPage()
    await tab.goto(`${server.url}/${code}`)
    await tab.getByRole('heading', closed).waitFor()

    await camille.getByRole('button', { name: 'Let Awa back in' }).click()
    await camille.getByText('Awa may come back.').first().waitFor()
    // The page notices by itself.
    await join(Object.assign(tab, { faults: [] }), 'Awa')
    await tab.close()
    expect(camille.faults).toEqual([])
    expect(awa.faults).toEqual([])
  })
})
