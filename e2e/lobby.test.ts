import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { aServer, type Server } from './server.ts'

const admin = { email: 'malik@example.org', password: 'a fine long one' }

let server: Server
/** One of the moderator’s, and one of each of two guests. */
let browsers: Browser[]
let owner: TestPage
let room: { id: string; path: string }

beforeAll(async () => {
  ;[server, ...browsers] = await Promise.all([aServer(), aBrowser(), aBrowser(), aBrowser()])
  owner = await aPage(browserOf(0), server.url)
  const answer = await owner.request.post(`${server.url}/api/v1/logins`, {
    data: admin,
    headers: { origin: server.url },
  })
  expect(answer.ok()).toBe(true)
})
afterAll(async () => {
  for (const browser of browsers) await browser.close()
  await server.stop()
})

const browserOf = (index: number) => {
  const browser = browsers[index]
  if (!browser) throw new Error(`There are ${browsers.length} browsers.`)
  return browser
}

const asOwner = async <T>(method: string, address: string, data?: object) => {
  const answer = await owner.request.fetch(`${server.url}/api/v1${address}`, {
    method,
    headers: { origin: server.url },
    ...(data ? { data } : {}),
  })
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}

const setLobby = (lobby: 'off' | 'guests' | 'everyone') => asOwner('PATCH', `/rooms/${room.id}/settings`, { lobby })

/** A room with a lobby, and its owner inside. */
beforeEach(async () => {
  const { id, code } = await asOwner<{ id: string; code: string }>('POST', '/rooms', { name: 'Permanence' })
  room = { id, path: `/${code}` }
  await setLobby('guests')
  await owner.goto(server.url + room.path)
  await owner.getByLabel('Your name in the meeting').fill('Malik')
  await owner.getByRole('button', { name: 'Open and join' }).click()
  await owner.getByRole('button', { name: 'Leave', exact: true }).waitFor()
})

const knock = async (browser: number, name: string) => {
  const page = await aPage(browserOf(browser), server.url)
  await page.goto(server.url + room.path)
  await page.getByLabel('Your name in the meeting').fill(name)
  await page.getByText('A moderator will let you in.').waitFor()
  await page.getByRole('button', { name: 'Ask to come in' }).click()
  await page.getByRole('heading', { level: 1, name: /in the queue/ }).waitFor()
  return page
}

const place = (page: TestPage, words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor()
const isInside = (page: TestPage) => page.getByRole('button', { name: 'Leave', exact: true }).waitFor()
const strip = () => owner.getByRole('region', { name: 'For your attention' })

test('ENT-07 one is let in by name, then all at once; the tab says how many wait', async () => {
  const awa = await knock(1, 'Awa')
  const bob = await knock(2, 'Bob')
  const chloe = await knock(2, 'Chloé')
  await strip().getByText('3 people are waiting').waitFor()
  await expect.poll(() => owner.title()).toMatch(/^\(3\) Permanence/)
  await place(awa, 'You are first in the queue')
  await place(chloe, 'You are number 3 in the queue')

  await strip().getByRole('button', { name: 'Let Bob in' }).click()
  await isInside(bob)
  await strip().getByText('2 people are waiting').waitFor()
  await place(chloe, 'You are number 2 in the queue')

  await strip().getByRole('button', { name: 'Let all in, 2 people' }).click()
  await isInside(awa)
  await isInside(chloe)
  await strip().waitFor({ state: 'detached' })
  await expect.poll(() => owner.title()).toMatch(/^Permanence/)

  await awa.reload()
  await isInside(awa)
  expect([...awa.faults, ...bob.faults, ...chloe.faults, ...owner.faults]).toEqual([])
})

test('ENT-07 who looks elsewhere hears a knock and reads a notification of the system', async () => {
  // Chromium without a screen shows no notification and hides no page: what is asked of it is written down.
  await owner.evaluate(() => {
    const told = { notices: [] as string[], pitches: [] as number[] }
    class Notice extends EventTarget {
      static permission = 'granted'
      constructor(title: string, { body }: { body: string }) {
        super()
        told.notices.push(`${title}: ${body}`)
      }
    }
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (this: OscillatorNode, ...when) {
      told.pitches.push(this.frequency.value)
      start.apply(this, when)
    }
    Object.assign(window, { Notification: Notice, told })
    Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })
  })
  const told = () =>
    owner.evaluate(() => (window as unknown as { told: { notices: string[]; pitches: number[] } }).told)

  await knock(1, 'Awa')

  await expect.poll(async () => (await told()).notices).toEqual(['Permanence: Awa is waiting'])
  await expect.poll(async () => (await told()).pitches).toEqual([392, 523.25])
})

test('ENT-07 several are chosen, and let in or refused together', async () => {
  const [awa, bob] = [await knock(1, 'Awa'), await knock(2, 'Bob')]
  await knock(2, 'Chloé')
  await owner.getByRole('button', { name: 'People', exact: true }).click()

  for (const name of ['Awa', 'Bob']) await owner.getByRole('checkbox', { name: `Choose ${name}` }).check()
  await owner.getByRole('button', { name: 'Let 2 people in' }).click()

  await isInside(awa)
  await isInside(bob)
  await strip().getByText('1 person is waiting').waitFor()
})

test('ENT-07 a page loaded again while it waits keeps its place', async () => {
  const awa = await knock(1, 'Awa')
  await knock(2, 'Bob')

  await awa.reload()

  await place(awa, 'You are first in the queue')
  await strip().getByText('2 people are waiting').waitFor()
})

test('ENT-07 a refusal is told; whoever asks again waits again; and a refused one can be let in after all', async () => {
  const awa = await knock(1, 'Awa')
  await strip().getByRole('button', { name: 'Refuse Awa' }).click()
  await place(awa, 'Your request was not accepted')

  await awa.getByRole('button', { name: 'Ask again' }).click()
  await place(awa, 'You are first in the queue')
  await strip().getByRole('button', { name: 'Refuse Awa' }).click()
  await place(awa, 'Your request was not accepted')
  await owner.getByRole('button', { name: 'People', exact: true }).click()
  await owner.getByRole('button', { name: 'Let in Awa after all' }).click()

  await isInside(awa)
})

test('ENT-07 turned off, the lobby lets in who waits there', async () => {
  const awa = await knock(1, 'Awa')

  await setLobby('off')

  await isInside(awa)
})

test('ENT-07 those who wait read what the moderator writes, and what they change it to', async () => {
  const awa = await knock(1, 'Awa')
  await owner.getByRole('button', { name: 'People', exact: true }).click()
  const field = owner.getByLabel('Message to those who are waiting')

  await field.fill('I open in two minutes.')
  await owner.getByRole('complementary').getByRole('button', { name: 'Send', exact: true }).click()
  await awa.getByText('“I open in two minutes.”').waitFor()
  await awa.getByText(/^Malik, at /).waitFor()
  await field.fill('Nearly there.')
  await owner.getByRole('button', { name: 'Change', exact: true }).click()

  await awa.getByText('“Nearly there.”').waitFor()
})

test('whoever stops waiting is gone from the queue; the session ends, and the others wait for the next', async () => {
  const awa = await knock(1, 'Awa')
  const bob = await knock(2, 'Bob')

  await awa.getByRole('button', { name: 'Stop waiting' }).click()
  await awa.getByRole('button', { name: 'Ask to come in' }).waitFor()
  await strip().getByText('1 person is waiting').waitFor()
  await asOwner('POST', `/rooms/${room.id}/close`)

  await bob.getByRole('heading', { level: 1, name: /^The meeting ended at/ }).waitFor()
})

test('with the keyboard alone: names are let in one after the other, and the focus goes to the next', async () => {
  const awa = await knock(1, 'Awa')
  const bob = await knock(2, 'Bob')
  await strip().getByText('2 people are waiting').waitFor()

  await strip().getByRole('button', { name: 'Let Awa in' }).focus()
  await owner.keyboard.press('Enter')
  await isInside(awa)
  await expect.poll(() => owner.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Let Bob in')
  await owner.keyboard.press('Enter')

  await isInside(bob)
})

test('on a phone the strip has a way to the names, and one button for all', async () => {
  const awa = await knock(1, 'Awa')
  await owner.setViewportSize({ width: 390, height: 844 })
  try {
    await strip().getByText('Awa is waiting').waitFor()
    await strip().getByRole('button', { name: 'See', exact: true }).click()
    await owner.getByRole('button', { name: 'Let Awa in', exact: true }).waitFor()
    await owner.keyboard.press('Escape')
    await strip().getByRole('button', { name: 'Let in, 1 person' }).click()
    await isInside(awa)
  } finally {
    await owner.setViewportSize({ width: 1280, height: 800 })
  }
})

/** What may be pressed in the strip and is not in reach, or not all of it; and names of which nothing is left. */
const hidden = () =>
  strip().evaluate((it) => {
    const faults = it.scrollWidth > it.clientWidth ? ['the strip is too long'] : []
    for (const button of it.querySelectorAll('button')) {
      const { left, right, top, height, width } = button.getBoundingClientRect()
      if (width === 0) continue
      const reached = [left + 3, right - 3].every((x) =>
        button.contains(document.elementFromPoint(x, top + height / 2)),
      )
      if (!reached) faults.push(button.ariaLabel ?? button.innerText)
    }
    for (const name of it.querySelectorAll('li .clip')) {
      const { clientWidth, scrollWidth, innerText } = name as HTMLElement
      if (clientWidth > 0 && clientWidth < Math.min(scrollWidth, 20)) faults.push(innerText)
    }
    return faults
  })

test('the longest name leaves the others theirs, and everything in reach', async () => {
  const long = 'W'.repeat(60)
  const mona = await knock(1, `M${long.slice(1)}`)
  await strip()
    .getByRole('button', { name: /^Let in, / })
    .click()
  await isInside(mona)
  await mona.getByRole('button', { name: 'Raise hand' }).click()
  await strip().getByText('1 hand raised').waitFor()
  await knock(1, long)
  for (const name of ['Bob', 'Chloé', 'Noé']) await knock(2, name)
  await strip().getByText('4 people are waiting').waitFor()

  try {
    for (const width of [1600, 1280, 1241, 1001, 800, 721, 390, 360]) {
      await owner.setViewportSize({ width, height: 800 })
      // A notice passes over it.
      await expect.poll(async () => [width, await hidden()]).toEqual([width, []])
    }
  } finally {
    await owner.setViewportSize({ width: 1280, height: 800 })
  }
})

test('those who wait, and those who let them in, have pages that keep the rules of accessibility', async () => {
  const awa = await knock(1, 'Awa')
  expect(await violations(awa)).toEqual([])
  await owner.getByRole('button', { name: 'People', exact: true }).click()
  await owner.getByRole('button', { name: 'Refuse Awa', exact: true }).first().waitFor()
  expect(await violations(owner)).toEqual([])

  await owner.getByRole('button', { name: 'Refuse Awa', exact: true }).first().click()

  await place(awa, 'Your request was not accepted')
  expect(await violations(awa)).toEqual([])
})
