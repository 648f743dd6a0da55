import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { RootPage } from './pages/root/RootPage.tsx'

const root = createRootRoute({ component: RootPage })

const home = createRoute({ getParentRoute: () => root, path: '/', component: () => <main>home</main> })

const door = createRoute({
  getParentRoute: () => root,
  path: '/$code',
  component: lazyRouteComponent(() => import('./pages/door/DoorRoute.tsx'), 'GuestDoor'),
})
const moderatorDoor = createRoute({
  getParentRoute: () => root,
  path: '/m/$code',
  component: lazyRouteComponent(() => import('./pages/door/DoorRoute.tsx'), 'ModeratorDoor'),
})

export const router = createRouter({
  routeTree: root.addChildren([home, door, moderatorDoor]),
  scrollRestoration: true,
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
