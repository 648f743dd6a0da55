import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { hears, join, received, sees, spyOnPeers } from './call.ts'
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

describe('two people without an account', () => {
  let camille: TestPage
  let awa: TestPage
  let guestLink: string

  beforeAll(async () => {
    const [first, second] = browsers
    if (!first || !second) throw new Error('There are no browsers.')
    camille = await aPage(first, server.url)
    awa = await aPage(second, server.url)
    await spyOnPeers(camille)
    await spyOnPeers(awa)
  })

  test('SC-02 SC-06 SC-S3 one click starts a meeting and gives two links', async () => {
    await camille.goto(server.url)
    await camille.getByRole('button', { name: 'Start a meeting' }).click()

    const dialog = camille.getByRole('dialog')
    await dialog.waitFor()
    const text = await dialog.innerText()
    const links = text.match(/localhost:\d+\/[\w/-]+/g) ?? []
    expect(links).toHaveLength(2)
    guestLink = `http://${links[0]}`
    expect(links[1]).toContain('/m/')
    await dialog.getByRole('link', { name: /then enter/ }).click()
    await join(camille, 'Camille')
  })

  test('the guest opens the link in another browser, and both see and hear each other', async () => {
    await awa.goto(guestLink)
    await join(awa, 'Awa')

    await Promise.all([sees(camille), sees(awa)])
    await Promise.all([hears(camille), hears(awa)])
    // Whoever hears the page is not told of those who were there before.
    expect(await awa.getByText('Camille came in').count()).toBe(0)
  })

  test('what one writes the other reads, in order, and a late joiner reads it all', async () => {
    await camille.getByRole('button', { name: 'Chat' }).click()
    await camille.getByRole('textbox', { name: 'Write a message' }).fill('Bonjour https://example.org/corpus')
    await camille.keyboard.press('Enter')
    await awa.getByRole('button', { name: 'Chat' }).click()

    const link = awa.getByRole('link', { name: 'https://example.org/corpus' })
    await link.waitFor()
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow')
  })

  test('a raised hand has its place on both screens', async () => {
    await awa.getByRole('button', { name: 'Raise hand' }).click()

    await camille.getByText('Hand raised, number 1').or(camille.getByLabel('Hand raised, number 1')).first().waitFor()
  })

  test('SC-04 a shared screen is seen by the other', async () => {
    const before = (await received(awa)).widest
    await camille.getByRole('button', { name: 'Share', exact: true }).click()

    await awa.getByText(/is sharing their screen/).waitFor()
    await expect.poll(async () => (await received(awa)).widest, { timeout: 30_000 }).toBeGreaterThan(before)
  })

  test('SC-04 “sound only” stops the pictures that come, and “automatic” brings them back', async () => {
    const choose = async (name: string) => {
      await awa.getByRole('button', { name: 'Quality' }).click()
      await awa.getByRole('radio', { name: new RegExp(`^${name}`) }).click()
      await awa.keyboard.press('Escape')
    }
    const framesInASecond = async () => {
      const before = (await received(awa)).frames
      await awa.waitForTimeout(1_000)
      return (await received(awa)).frames - before
    }

    await choose('Sound only')
    await expect.poll(framesInASecond).toBeLessThanOrEqual(0)
    await hears(awa)
    await choose('Automatic')
    await sees(awa)
  })

  test('SC-S5 one who leaves leaves the others connected', async () => {
    await awa.getByRole('button', { name: 'Leave' }).click()
    await awa.getByText('You left the meeting').waitFor()

    await camille.getByRole('button', { name: 'Leave' }).waitFor()
    expect(camille.faults).toEqual([])
    expect(awa.faults).toEqual([])
  })
})
