import type { Browser, BrowserContext, Cookie, Locator, Page } from 'playwright-core'
import { emailOf, type Name, password, people } from '../seed/story.ts'
import type { Camera, Size } from './camera.ts'
import { type Language, type Say, sayIn } from './words.ts'

export interface Studio {
  url: string
  language: Language
  say: Say
  /** A fresh browser, signed in as somebody or as nobody. */
  as: (who?: Name, script?: string) => Promise<{ page: Page; context: BrowserContext }>
  /** In every size, or in the one that is named; `at` is brought into view in each. */
  shoot: (page: Page, name: string, only?: Size, at?: Locator) => Promise<void>
  /** Does a scene, if it is wanted, and closes whatever it opened. */
  scene: (names: readonly string[], play: () => Promise<void>) => Promise<void>
  /** The code in a room's link. */
  codeOf: (who: Name, room: string) => Promise<string>
}

interface Needs {
  url: string
  browser: Browser
  /** The one of whoever is not signed in: its camera shows another face. */
  visitors: Browser
  camera: Camera
  language: Language
  wanted: (name: string) => boolean
  /** A scene that cannot be played is told of, and the others go on. */
  failed: (names: readonly string[], error: unknown) => void
}

/** Devices of the kind people have, where Chromium names its own false ones. */
const nameDevices = `
  const names = { audioinput: 'Casque Logi H390', audiooutput: 'Casque Logi H390', videoinput: 'Caméra intégrée' }
  const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices)
  const named = (it) => ({ deviceId: it.deviceId, groupId: it.groupId, kind: it.kind, label: it.label && names[it.kind] })
  navigator.mediaDevices.enumerateDevices = async () => {
    const devices = (await list()).map(named)
    return devices.filter((it, i) => devices.findIndex(({ kind }) => kind === it.kind) === i)
  }`

/** Where scenes are played, in one language. */
export const openStudio = ({ url, browser, visitors, camera, language, wanted, failed }: Needs): Studio => {
  const opened: BrowserContext[] = []
  const logins = new Map<Name, Cookie[]>()

  /** Signed in once for each: their account lists where they are. */
  const signIn = async (context: BrowserContext, who: Name) => {
    const known = logins.get(who)
    if (known) await context.addCookies(known)
    else {
      const data = { email: emailOf(people[who].name), password }
      const answer = await context.request.post(`${url}/api/v1/logins`, { data })
      if (!answer.ok()) throw new Error(`${who} cannot sign in: ${answer.status()}`)
      logins.set(who, await context.cookies())
    }
    // Each time: they may have been in the studio of the other language meanwhile.
    await context.request.patch(`${url}/api/v1/me`, { data: { language }, headers: { origin: url } })
  }

  const as: Studio['as'] = async (who, script) => {
    const context = await (who ? browser : visitors).newContext({
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      timezoneId: 'Europe/Paris',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
    })
    opened.push(context)
    context.setDefaultTimeout(20_000)
    // Somebody who signs in brings the language of their account; here the browser decides.
    await context.addInitScript(`localStorage.setItem('amphi.language', '${language}')`)
    await context.addInitScript(nameDevices)
    if (script) await context.addInitScript(script)
    if (who) await signIn(context, who)
    return { context, page: await context.newPage() }
  }

  return {
    url,
    language,
    say: sayIn(language),
    as,
    shoot: async (page, name, only, at) => {
      if (wanted(name)) await camera.shoot(page, name, language, only, at)
    },
    async scene(names, play) {
      if (!names.some(wanted)) return
      try {
        await play()
      } catch (error) {
        failed(names, error)
        const pages = opened.flatMap((context) => context.pages())
        for (const [at, page] of pages.entries()) await camera.stuck(page, `${names[0] ?? ''}-${language}-${at + 1}`)
      } finally {
        for (const context of opened.splice(0)) await context.close()
      }
    },
    async codeOf(who, room) {
      const { context } = await as(who)
      const answer = await context.request.get(`${url}/api/v1/rooms`)
      const rooms = (await answer.json()) as { name: string; code: string }[]
      const found = rooms.find(({ name }) => name === room)
      if (!found) throw new Error(`${who} has no room “${room}”.`)
      return found.code
    },
  }
}
