import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { aHouse } from '@amphi/testkit/house'

const { app } = await aHouse()

const get = (url: string) => app.inject({ method: 'GET', url, headers: { host: 'university.test' } })

test('the description of the API is valid OpenAPI', async () => {
  const description = (await get('/api/openapi.json')).json<Record<string, unknown>>()

  const { valid, errors } = await new Validator().validate(description)

  expect(errors).toBe(undefined)
  expect(valid).toBe(true)
  expect(description['openapi']).toMatch(/^3\.1/)
})

test('a page shows the API, from our own origin and without a script of its own', async () => {
  const page = await get('/api/docs')

  expect(page.headers['content-type']).toContain('text/html')
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect(page.body).not.toMatch(/<script>|<style|style=|https?:\/\//)
  const parts = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '')
  expect(parts).toHaveLength(3)
  for (const url of parts) {
    const part = await get(url)
    expect([url, part.statusCode, part.body.length > 50]).toEqual([url, 200, true])
  }
})
