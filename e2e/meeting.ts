import type { Browser } from 'playwright-core'
import { aPage, type TestPage } from './browser.ts'
import { join, sees, spyOnPeers } from './call.ts'
import type { Server } from './server.ts'

/** Two people in a running meeting, who see each other. */
export const aMeeting = async (server: Server, first: Browser, second: Browser) => {
  const started = await fetch(`${server.url}/api/v1/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const { code, moderatorCode } = (await started.json()) as { code: string; moderatorCode: string }
  const enter = async (browser: Browser, path: string, name: string): Promise<TestPage> => {
    const page = await aPage(browser, server.url)
    await spyOnPeers(page)
    await page.goto(`${server.url}${path}`)
    await join(page, name)
    return page
  }
  const camille = await enter(first, `/m/${moderatorCode}`, 'Camille')
  const awa = await enter(second, `/${code}`, 'Awa')
  await Promise.all([sees(camille), sees(awa)])
  return { camille, awa, code, moderatorCode }
}

/** Opens the chat of a page, if it is not open, and says something. */
export const say = async (page: TestPage, text: string) => {
  const field = page.getByRole('textbox', { name: 'Write a message' })
  if (!(await field.isVisible())) await page.getByRole('button', { name: 'Chat' }).click()
  await field.fill(text)
  await page.keyboard.press('Enter')
}
