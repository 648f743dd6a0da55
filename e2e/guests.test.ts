import { readdirSync } from 'node:fs'
import { join as path } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, english, type TestPage } from './browser.ts'
import { join, spyOnPeers } from './call.ts'
import { aServer, type Server } from './server.ts'

const admin = { email: 'malik@example.org', password: 'a fine long one', name: 'Malik Ferrand' }

let server: Server
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const open = async (address: string, prepare?: (page: TestPage) => Promise<unknown>) => {
  const page = await aPage(browser, server.url)
  await prepare?.(page)
  await page.goto(`${server.url}${address}`)
  return page
}

const start = async (page: TestPage) => {
  await page.getByRole('button', { name: 'Start a meeting' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  const [guests = '', moderators = ''] = (await dialog.innerText()).match(/localhost:\d+\/[\w/-]+/g) ?? []
  return { dialog, guests, moderators }
}

/** A room of the administrator's, who has an account and a name on it. */
const aRoom = async (name: string) => {
  const context = await browser.newContext()
  const post = async (address: string, data: object) => {
    const answer = await context.request.post(`${server.url}/api/v1${address}`, {
      data,
      headers: { origin: server.url },
    })
    if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`)
    return answer.json() as Promise<{ code: string }>
  }
  await post('/logins', admin)
  await context.request.patch(`${server.url}/api/v1/me`, {
    data: { name: admin.name },
    headers: { origin: server.url },
  })
  const { code } = await post('/rooms', { name })
  await context.close()
  return code
}

const signIn = async (page: TestPage) => {
  await page.getByLabel('E-mail address').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

test('SC-06 each of the two links of a meeting is copied, drawn, and carried by a message of its own', async () => {
  const page = await open('/')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const { dialog, guests, moderators } = await start(page)
  const taken = () => page.evaluate(() => navigator.clipboard.readText())
  const drawn = () => dialog.getByRole('figure').locator('path').getAttribute('d')

  await dialog.getByRole('button', { name: 'Copy a ready-made invitation' }).click()
  expect(await taken()).toContain(`http://${guests}\n\nA browser is enough`)
  await dialog.getByRole('button', { name: 'Copy a message for your colleagues' }).click()
  expect(await taken()).toContain(`http://${moderators}\n\nThis link is for you: please do not pass it around.`)
  await dialog.getByRole('button', { name: 'Copy the link for leading it' }).click()
  expect(await taken()).toBe(`http://${moderators}`)

  await dialog.getByText('Guests’ link', { exact: true }).waitFor()
  const ofGuests = await drawn()
  await dialog.getByRole('group', { name: 'QR code' }).getByText('Leading', { exact: true }).click()
  await dialog.getByText('Link for leading it', { exact: true }).waitFor()
  expect(await drawn()).not.toBe(ofGuests)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1280, height: 800 })
})

test('what a page is made of, and its words, are asked for before the first script has come', async () => {
  const code = await aRoom('Première visite')
  const visits = [
    ['/', 'en-GB', /PublicHome-.+\.js$/, /words-en-.+\.js$/],
    [`/${code}`, 'fr-FR', /DoorRoute-.+\.js$/, /words-fr-.+\.js$/],
  ] as const
  for (const [address, locale, ...files] of visits) {
    const page = await aPage(browser, server.url, { ...english, locale })
    const asked = Promise.all(files.map((file) => page.waitForRequest(file)))
    await page.route(/assets\/index-.+\.js$/, async (route) => {
      await asked
      await route.continue()
    })
    await page.goto(`${server.url}${address}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(page.faults).toEqual([])
    await page.context().close()
  }
})

test('SC-01 the home page says how busy the service is, and one click starts a meeting there', async () => {
  const page = await open('/')
  await page.getByText('Nobody in a meeting at the moment').waitFor()
  await page.getByText('Quiet', { exact: true }).waitFor()

  const { dialog } = await start(page)
  await dialog.getByRole('link', { name: /then enter/ }).click()
  await join(page, 'Camille')

  const occupancy = async () => (await page.request.get(`${server.url}/api/v1/occupancy`)).json()
  await expect.poll(occupancy, { timeout: 20_000 }).toMatchObject({ people: 1, meetings: 1 })
  const other = await open('/')
  await other.getByText('1 person in one meeting').waitFor()
  await other.getByRole('img', { name: /^Seat plan: 1 / }).waitFor()
  expect(page.faults).toEqual([])
  expect(other.faults).toEqual([])
  await page.context().close()
})

test('SC-03 the browser is asked for both devices, what is sent is encrypted, and nothing of it is kept', async () => {
  const kept = () =>
    readdirSync(path(server.folder, 'data'), { recursive: true, encoding: 'utf8' })
      .filter((name) => !/^(postgres|livekit)\//.test(name))
      .toSorted()
  const before = kept()
  const page = await open('/', async (it) => {
    await spyOnPeers(it)
    await it.addInitScript(() => {
      const asked: string[] = []
      Object.assign(window, { asked })
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = (wish) => {
        asked.push(...(['audio', 'video'] as const).filter((kind) => wish?.[kind]))
        return ask(wish)
      }
    })
  })
  const asked = () => page.evaluate(() => (window as unknown as { asked: string[] }).asked)
  const { dialog } = await start(page)
  expect(await asked()).toEqual([])
  await dialog.getByRole('link', { name: /then enter/ }).click()
  await page
    .getByText(/mirror/i)
    .first()
    .waitFor()
  expect([...new Set(await asked())].toSorted()).toEqual(['audio', 'video'])

  await join(page, 'Camille')
  const ciphers = () =>
    page.evaluate(async () => {
      const { peers } = window as unknown as { peers: RTCPeerConnection[] }
      const found: string[] = []
      for (const peer of peers)
        (await peer.getStats()).forEach((it: { type: string; dtlsState?: string; srtpCipher?: string }) => {
          if (it.type === 'transport') found.push(`${it.dtlsState} ${it.srtpCipher ?? 'in the clear'}`)
        })
      return found
    })
  await expect.poll(ciphers).toContainEqual(expect.stringMatching(/^connected (SRTP|AEAD)_/))
  expect((await ciphers()).filter((it) => it.startsWith('connected') && it.includes('clear'))).toEqual([])

  await page.getByRole('button', { name: 'Leave', exact: true }).click()
  await page.getByRole('button', { name: 'End for all' }).click()
  await page.getByRole('heading', { name: 'The meeting has ended' }).waitFor()
  expect(kept()).toEqual(before)
  await page.context().close()
})

test('SC-06 who closes the two links finds them again on the home page, until the meeting is over', async () => {
  const page = await open('/')
  const { dialog, moderators } = await start(page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })

  const mine = page.getByRole('list', { name: 'Your open meetings' })
  await mine.getByText('Nobody is in it.').waitFor()
  await page.reload()
  await mine.getByRole('button', { name: 'See the links' }).click()
  await page.getByRole('dialog').getByText(moderators).waitFor()
  await page.getByRole('button', { name: 'Later' }).click()
  // Another tab is another person, for all this browser knows.
  const other = await open('/')
  await other.getByRole('button', { name: 'Start a meeting' }).waitFor()
  expect(await other.getByRole('list', { name: 'Your open meetings' }).count()).toBe(0)

  await mine.getByRole('link', { name: 'Go there' }).click()
  await join(page, 'Camille')
  await page.getByRole('button', { name: 'Leave', exact: true }).click()
  await page.getByRole('button', { name: 'End for all' }).click()
  await page.getByRole('link', { name: /home/i }).click()
  await page.getByRole('button', { name: 'Start a meeting' }).waitFor()
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('amphi.meetings'))).toBe('[]')
  expect(await mine.count()).toBe(0)
  expect(page.faults).toEqual([])
})

test('at the door one may sign in and come back, under the name of one’s account', async () => {
  const code = await aRoom('Conseil')
  const page = await open(`/${code}`)
  const name = page.getByLabel('Your name in the meeting')
  await name.fill('M.')

  await page.getByRole('link', { name: 'Sign in' }).click()
  await signIn(page)

  await page.getByRole('button', { name: 'Open and join' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/${code}`)
  expect(await name.inputValue()).toBe(admin.name)
  expect(await page.getByRole('link', { name: 'Sign in' }).count()).toBe(0)
  expect(page.faults).toEqual([])
})

test('a guest chooses the language and the theme at the door, while waiting and for the test of the connection', async () => {
  const html = (page: TestPage) => page.locator('html')
  const page = await open(`/${await aRoom('Permanence')}`)
  await page.getByLabel('Your name in the meeting').fill('Awa')

  await page.getByRole('button', { name: 'Français' }).click()
  expect(await page.getByLabel('Votre nom dans la réunion').inputValue()).toBe('Awa')
  await page.getByRole('button', { name: 'Thème sombre' }).click()
  expect(await html(page).getAttribute('data-mantine-color-scheme')).toBe('dark')

  await page.getByRole('button', { name: 'Attendre l’ouverture' }).click()
  await page.getByRole('button', { name: 'Thème clair' }).click()
  expect(await html(page).getAttribute('data-mantine-color-scheme')).toBe('light')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'The meeting has not started yet' }).waitFor()

  await page.goto(`${server.url}/connection-test`)
  await page.getByRole('button', { name: 'Français' }).click()
  await page.getByRole('heading', { name: 'Test de connexion' }).waitFor()
  await page.getByRole('button', { name: 'Thème sombre' }).waitFor()
  expect(page.faults).toEqual([])
})

test.for([
  ['one word', 'x'.repeat(250)],
  ['many words', 'Séminaire de méthodologie '.repeat(10).trim().slice(0, 250)],
] as const)('a name of 250 characters, %s, leaves the door its fields, and can be read whole', async ([, name]) => {
  const code = await aRoom(name)
  for (const viewport of [english.viewport ?? null, { width: 390, height: 844 }]) {
    if (!viewport) throw new Error('There is no size.')
    const page = await open(`/${code}`, (it) => it.setViewportSize(viewport))
    const deed = page.getByRole('button', { name: 'Wait for it to open' })
    await deed.waitFor()
    await page.getByRole('button', { name: 'Show all of it' }).waitFor()
    const { y = 0, height = 0 } = (await deed.boundingBox()) ?? {}
    expect(y + height).toBeLessThanOrEqual(viewport.height)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)

    const heading = page.getByRole('heading', { level: 1 })
    const folded = (await heading.boundingBox())?.height ?? 0
    await page.getByRole('button', { name: 'Show all of it' }).click()
    expect((await heading.boundingBox())?.height ?? 0).toBeGreaterThan(folded)
    expect(await heading.innerText()).toBe(name)
    await page.context().close()
  }
})

/** A microphone that is there and gives nothing, as one with its own switch off. */
const deadMicrophone = () => {
  localStorage.setItem('amphi.language', 'fr')
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await ask(wish)
    if (!wish?.audio) return stream
    const silence = new AudioContext().createMediaStreamDestination().stream.getAudioTracks()
    return new MediaStream([...silence, ...stream.getVideoTracks()])
  }
}

test('what a device says of itself never reaches its neighbour, however wide the window', async () => {
  const page = await open(`/${await aRoom('Largeurs')}`, (it) => it.addInitScript(deadMicrophone))
  const said = page.getByText('Aucun son ne vient de ce micro')
  await said.waitFor()
  for (const width of [740, 961, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const reached = await said.evaluate((it) => {
      const words = document.createRange()
      words.selectNodeContents(it)
      const { left, right, top, bottom } = words.getBoundingClientRect()
      const others = document.querySelectorAll('main button, main select, main label, main p')
      return [...others].flatMap((other) => {
        const place = other.getBoundingClientRect()
        const apart = place.left >= right || place.right <= left || place.top >= bottom || place.bottom <= top
        return apart ? [] : [other.textContent]
      })
    })
    expect(reached, `${width} pixels wide`).toEqual([])
  }
})

const deadEnds = [
  ['/nothing/here', 'This page does not exist', 'Cette page n’existe pas'],
  ['/short', 'This page does not exist', 'Cette page n’existe pas'],
  ['/qqqqq-qqqqq-qqqq', 'No room answers to this link', 'Aucune salle ne répond à ce lien'],
  ['/link/short', 'This link is incomplete', 'Ce lien est incomplet'],
  ['/link/qqqqqqqqqqqqqqqqqqqqqqqqqqq', 'This link leads nowhere any more', 'Ce lien ne mène plus nulle part'],
] as const
test.for(deadEnds)('%s says “%s” in the page and on its tab, in both languages', async ([address, en, fr]) => {
  const page = await open(address)
  await page.getByRole('heading', { level: 1, name: en }).waitFor()
  await expect.poll(() => page.title()).toMatch(new RegExp(`^${en} · `))

  await page.getByRole('button', { name: 'Français' }).click()
  await page.getByRole('heading', { level: 1, name: fr }).waitFor()
  await expect.poll(() => page.title()).toMatch(new RegExp(`^${fr} · `))
  expect(page.faults).toEqual([])
})

test('an address inside that leads nowhere says so, to who is signed in as well', async () => {
  const page = await open('/sign-in')
  await signIn(page)

  for (const address of ['/admin/nowhere', '/rooms/x/y', '/account/else']) {
    await page.goto(`${server.url}${address}`)
    await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor()
    await expect.poll(() => page.title()).toMatch(/^This page does not exist · /)
  }
  expect(page.faults).toEqual([])
})

test('by the keyboard, what matters at a door is one step away', async () => {
  const page = await open(`/${await aRoom('Clavier')}`)
  await page.getByLabel('Your name in the meeting').waitFor()
  // A short name needs no button; the focus is on it, and what stands before is one, two, three steps back.
  expect(await page.getByRole('button', { name: 'Show all of it' }).count()).toBe(0)

  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
})

test('what was typed in a dialog is not lost by one key, and goes by two', async () => {
  const page = await open('/sign-in')
  await signIn(page)
  await page.goto(`${server.url}/rooms`)
  await page.getByRole('button', { name: 'Create a room' }).first().click()
  const field = page.getByRole('dialog').getByLabel('Name of the room')

  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: 'Create a room' }).first().click()
  await field.fill('Atelier')
  await page.keyboard.press('Escape')
  await page.getByText('What you wrote would be lost.').waitFor()
  expect(await field.inputValue()).toBe('Atelier')
  await field.press('s')
  await page.getByText('What you wrote would be lost.').waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  await page.getByText('What you wrote would be lost.').waitFor()
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'hidden' })
  expect(page.faults).toEqual([])
})
