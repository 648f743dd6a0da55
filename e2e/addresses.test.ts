import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { aBrowser, aPage } from './browser.ts'
import { aServer, type Server } from './server.ts'

let server: Server
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

test('what robots and browsers ask for unasked is there', async () => {
  const robots = await fetch(`${server.url}/robots.txt`)
  const icon = await fetch(`${server.url}/favicon.ico`)

  expect([robots.status, robots.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(await robots.text()).toContain('User-agent: *\nDisallow: /api/\n')
  expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/vnd.microsoft.icon'])
})

test.each([
  ['nowhere', '/nothing/here'],
  ['to what cannot be read', '/%E0%A4%A'],
  ['very far', `/${'long'.repeat(1000)}`],
])('who comes %s by mistake is told so, in a page that leads on', async (_title, path) => {
  const page = await aPage(browser, server.url)
  const answer = await page.goto(`${server.url}${path}`)

  await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor()
  await page.getByRole('link', { name: 'Back to the home page' }).waitFor()
  expect(answer?.status()).toBe(404)
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('an address pasted with a slash too many leads where it should', async () => {
  const page = await aPage(browser, server.url)
  await page.goto(`${server.url}//help/`)

  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/help')
})
