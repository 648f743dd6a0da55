import { expect, test } from 'vitest'
import { pages } from '@amphi/contract/pages'
import { router } from './routes.tsx'

test('the contract’s list of pages is the web’s own: none is missing, none leads nowhere', () => {
  const routed = Object.keys(router.routesByPath).map((path) => (path === '/' ? path : path.replace(/\/$/, '')))

  expect([...new Set(routed)].toSorted()).toEqual([...pages].toSorted())
})
