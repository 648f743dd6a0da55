import type { Browser } from 'playwright-core'
import { aPage, type TestPage } from './browser.ts'
import type { Server } from './server.ts'

/** On the page where one signs in: as who administers a server that was begun anew. */
export const signInAsOwner = async (page: TestPage, { settings }: Server) => {
  await page.getByLabel('E-mail address').fill(settings.AMPHI_ADMIN_EMAIL)
  await page.getByLabel('Password', { exact: true }).fill(settings.AMPHI_ADMIN_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

export const anOwner = async (browser: Browser, server: Server) => {
  const owner = await aPage(browser, server.url)
  await owner.goto(`${server.url}/sign-in`)
  await signInAsOwner(owner, server)
  await owner.waitForURL((address) => address.pathname !== '/sign-in')
  return owner
}
