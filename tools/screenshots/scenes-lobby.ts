import { randomUUID } from 'node:crypto'
import { type Page, request } from 'playwright-core'
import { asker } from './ask.ts'
import type { Studio } from './studio.ts'

const waiting = ['Lucas Morel', 'Fatou Ndiaye', 'Yanis Belkacem']
const remembers = (name: string) => `localStorage.setItem('amphi.call', '${JSON.stringify({ name })}')`

/** A room whose moderator lets people in: those who wait, and what the moderator sees of them. */
export const playLobby = async ({ url, language, say, as, shoot }: Studio) => {
  const headers = { origin: url }
  const { page, context } = await as('camille')
  const ask = asker(context, url)
  const name = language === 'fr' ? 'TD Histoire contemporaine, groupe 3' : 'Contemporary history, group 3'
  const room = await ask<{ id: string; code: string }>('POST', '/rooms', { name })
  await ask('PATCH', `/rooms/${room.id}/settings`, { lobby: 'guests' })
  await page.goto(`${url}/${room.code}`)
  await page.getByRole('button', { name: say('call ready.open'), exact: true }).click()
  await page.locator('[data-bar]').waitFor()

  const knock = async (who: string) => {
    const api = await request.newContext({ baseURL: url, extraHTTPHeaders: headers })
    await api.post(`/api/v1/doors/${room.code}/entries`, { data: { name: who, tab: randomUUID() } })
  }
  const asks = async (guest: Page) => {
    await guest.goto(`${url}/${room.code}`)
    await guest.getByRole('button', { name: say('call ready.ask'), exact: true }).click()
    await guest.getByRole('button', { name: say('call lobby.stop') }).waitFor()
  }
  const { session } = await ask<{ session: { sessionId: string } }>('GET', `/rooms/${room.id}`)
  const lobby = `/sessions/${session.sessionId}/lobby`

  for (const one of waiting.slice(0, 2)) await knock(one)
  const text = language === 'fr' ? 'On termine l’appel, j’ouvre dans deux minutes.' : 'I open in two minutes.'
  await ask('PUT', `${lobby}/message`, { text })
  const { page: karim } = await as(undefined, remembers('Karim Haddad'))
  await asks(karim)
  await karim.locator('blockquote').waitFor()
  await shoot(karim, 'lobby')
  await ask('PATCH', `/rooms/${room.id}/settings`, { lobbyPlace: false })
  await karim.reload()
  await karim.getByRole('heading', { name: say('call lobby.title') }).waitFor()
  await shoot(karim, 'lobby-alone')
  const refused = await ask<{ waiting: { id: string; name: string }[] }>('GET', lobby)
  const his = refused.waiting.filter((it) => it.name === 'Karim Haddad').map(({ id }) => id)
  await ask('POST', `${lobby}/decisions`, { decision: 'refuse', requests: his })
  await karim.getByRole('heading', { name: say('call lobby.refused') }).waitFor()
  await shoot(karim, 'lobby-refused')

  const { page: late } = await as(undefined, remembers('Inès Carvalho'))
  await late.route('**/lobby-requests/*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ json: { ...(await answer.json()), state: 'expired', place: null, message: null } })
  })
  await late.goto(`${url}/${room.code}`)
  await late.getByRole('button', { name: say('call ready.ask'), exact: true }).click()
  await late.getByRole('heading', { name: say('call lobby.expired') }).waitFor()
  await shoot(late, 'lobby-expired')
  await late.close()

  await knock(waiting[2] ?? '')
  await page
    .getByText(waiting[2] ?? '')
    .first()
    .waitFor()
  await shoot(page, 'lobby-strip')
  await page
    .locator('[data-bar]')
    .getByRole('button', { name: say('call bar.people'), exact: true })
    .click()
  await page.getByRole('button', { name: say('call lobby.let_in_named', { name: 'Karim Haddad' }) }).waitFor()
  await shoot(page, 'lobby-people')
  await ask('POST', `/rooms/${room.id}/close`)
  await ask('DELETE', `/rooms/${room.id}`)
}
