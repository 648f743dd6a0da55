import { describe, expect, test } from 'vitest'
import { welcome } from '@amphi/contract/welcome'
import { loginOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aVisitor } from '@amphi/testkit/visitor'

const house = await aHouse({ limitScale: 1000 })
const { app } = house

const get = async (url: string, host = 'university.test') =>
  app.inject({ method: 'GET', url, headers: { host, 'sec-fetch-site': 'same-origin' } })

describe('a house', () => {
  test('is known by its host name, with any port; an unknown one leads to the first', async () => {
    const nameAt = async (host: string) =>
      (await get('/api/v1/welcome', host)).json<{ tenant: { name: string } }>().tenant.name

    expect([
      await nameAt('university.test'),
      await nameAt('elsewhere.test:8443'),
      await nameAt('nowhere.test'),
      await nameAt('ELSEWHERE.test'),
    ]).toEqual(['university', 'elsewhere', 'university', 'elsewhere'])
  })

  test('does not know the login of another house', async () => {
    const stray = aVisitor(app, 'elsewhere', { amphi_login: loginOf('bob') })

    expect((await stray.ask(welcome, {})).reply.me).toBe(null)
  })
})
