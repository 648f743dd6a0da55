import { playLobby } from './scenes-lobby.ts'
import { meeting } from './scenes-rooms.ts'
import type { Studio } from './studio.ts'

const remembers = (choices: object) => `localStorage.setItem('amphi.call', '${JSON.stringify(choices)}')`
const refuses = `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))`

/** Nothing runs in it, and a time is set for it. */
export const plannedRoom = 'Tutorat L1, semestre 1'

/** Before a room's door: the device check, waiting, a full room, a link that leads nowhere. */
export const playDoor = async (studio: Studio) => {
  const { url, say, as, shoot, scene, codeOf } = studio
  await scene(['door', 'door-refused', 'door-full'], async () => {
    const code = await codeOf('camille', meeting)
    const { page } = await as('camille')
    await page.goto(`${url}/${code}`)
    await page.getByRole('button', { name: say('call ready.join'), exact: true }).waitFor()
    await page.getByText(say('call device.heard')).waitFor()
    await shoot(page, 'door')

    const { page: refused } = await as(undefined, refuses)
    await refused.goto(`${url}/${code}`)
    await refused.getByText(say('call trouble.refused_both')).waitFor()
    await shoot(refused, 'door-refused')

    const { page: full } = await as(undefined, remembers({ name: 'Yanis Belkacem' }))
    await full.route('**/entries', (route) => route.fulfill({ json: { outcome: 'full', seats: 150 } }))
    await full.goto(`${url}/${code}`)
    await full.getByRole('button', { name: say('call ready.join'), exact: true }).click()
    await full.getByRole('heading', { name: say('call door.full') }).waitFor()
    await shoot(full, 'door-full')
  })

  await scene(['door-long'], async () => {
    const { page, context } = await as('camille')
    const room = { name: 'Séminaire de méthodologie juridique et de culture générale '.repeat(5).slice(0, 250) }
    const answer = await context.request.post(`${url}/api/v1/rooms`, { data: room, headers: { origin: url } })
    const { id, code } = (await answer.json()) as { id: string; code: string }
    await page.goto(`${url}/${code}`)
    await page.getByRole('button', { name: say('call ready.open'), exact: true }).waitFor()
    await page.getByText(say('call device.heard')).waitFor()
    await shoot(page, 'door-long')
    await context.request.delete(`${url}/api/v1/rooms/${id}`, { headers: { origin: url } })
  })

  await scene(['lobby', 'lobby-alone', 'lobby-refused', 'lobby-expired', 'lobby-strip', 'lobby-people'], async () => {
    await playLobby(studio)
  })

  await scene(['waiting-planned', 'waiting-planned-door'], async () => {
    const code = await codeOf('camille', plannedRoom)
    const { page } = await as(undefined, remembers({ name: 'Karim Haddad' }))
    await page.goto(`${url}/${code}`)
    await page.getByRole('button', { name: say('call ready.wait') }).waitFor()
    await shoot(page, 'waiting-planned-door')
    await page.getByRole('button', { name: say('call ready.wait') }).click()
    await page.getByRole('heading', { name: say('call wait.title') }).waitFor()
    await shoot(page, 'waiting-planned')
  })

  await scene(['waiting', 'door-missing'], async () => {
    const code = await codeOf('camille', 'Permanence du mardi')
    const { page } = await as(undefined, remembers({ name: 'Karim Haddad' }))
    await page.goto(`${url}/${code}`)
    await page.getByRole('button', { name: say('call ready.wait') }).click()
    await page.getByRole('heading', { name: say('call wait.title') }).waitFor()
    await shoot(page, 'waiting')
    await page.goto(`${url}/${'q'.repeat(14)}`)
    await page.getByRole('heading', { name: say('call door.missing') }).waitFor()
    await shoot(page, 'door-missing')
  })
}
