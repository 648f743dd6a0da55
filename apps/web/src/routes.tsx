import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
  type RouteComponent,
} from '@tanstack/react-router'
import type { Box } from '@amphi/contract/memos'
import { looksLikeCode, looksLikeName, type PagePath } from '@amphi/contract/pages'
import { call, Refusal } from '#ground/request.ts'
import { useWelcome, welcomed } from '#ground/welcome.ts'
import { loadWords, type Namespace } from '#ground/words.ts'
import { searchOf } from './pages/agenda-page/search.ts'
import { answerSearch } from './pages/answer-page/search.ts'
import { Broken, FaultPage } from './pages/errors/FaultPage.tsx'
import { RootPage } from './pages/root/RootPage.tsx'

/** A page and its words are fetched side by side. */
const page = <M extends Record<string, unknown>>(
  load: () => Promise<M>,
  name: keyof M & string,
  ...words: Namespace[]
) => ({
  component: lazyRouteComponent(load as () => Promise<Record<string, RouteComponent>>, name),
  loader: () => loadWords(...words),
})

const NotFound = lazyRouteComponent(() => import('./pages/errors/NotFoundPage.tsx'), 'NotFoundPage')
const root = createRootRoute({ component: RootPage, notFoundComponent: NotFound, errorComponent: FaultPage })
/** A page whose address is not in the contract's list would be answered with 404. */
const at = <const P extends PagePath>(path: P) => ({ getParentRoute: () => root, path })

const loadShell = () => import('./pages/shell/Shell.tsx')

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  ...page(loadShell, 'Shell', 'shell', 'rooms', 'events'),
  beforeLoad: ({ location }) => {
    if (!welcomed()?.me) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
})
const admin = createRoute({
  ...at('/admin'),
  ...page(loadShell, 'AdminShell', 'shell', 'admin', 'events'),
  beforeLoad: ({ location }) => {
    const me = welcomed()?.me
    if (!me) throw redirect({ to: '/sign-in', search: { next: location.href } })
    if (!me.can.administer) throw redirect({ to: '/' })
  },
})
const loadAdmin = () => import('./pages/admin/AdminPages.tsx')
const loadTexts = () => import('./pages/texts/TextPage.tsx')

// Not React's own `lazy`, which waits once more, up to 300 ms, even for what is there already.
const PublicHome = lazyRouteComponent(() => import('./pages/public-home/PublicHome.tsx'), 'PublicHome')
const SignedInHome = lazyRouteComponent(() => import('./pages/home/SignedInHome.tsx'), 'SignedInHome')

/** Two homes at one address; each visitor fetches one. */
function Home() {
  return useWelcome().me ? <SignedInHome /> : <PublicHome />
}
const home = createRoute({
  ...at('/'),
  component: Home,
  loader: () =>
    welcomed()?.me
      ? Promise.all([SignedInHome.preload?.(), loadWords('shell', 'home', 'rooms', 'meetings', 'mailbox', 'events')])
      : Promise.all([PublicHome.preload?.(), loadWords('frame', 'public-home', 'meetings')]),
})

interface Next {
  next?: string
}
const signIn = createRoute({
  ...at('/sign-in'),
  ...page(() => import('./pages/sign-in/SignInPage.tsx'), 'SignInPage', 'frame', 'sign-in', 'logins'),
  validateSearch: ({ next }: Record<string, unknown>): Next => (typeof next === 'string' ? { next } : {}),
})
const forgotten = createRoute({
  ...at('/forgotten'),
  ...page(() => import('./pages/sign-in/ForgottenPage.tsx'), 'ForgottenPage', 'frame', 'sign-in', 'logins'),
})
const link = createRoute({
  ...at('/link/$secret'),
  ...page(() => import('./pages/sign-in/LinkPage.tsx'), 'LinkPage', 'frame', 'sign-in', 'logins'),
})
const answer = createRoute({
  ...at('/answer/$secret'),
  ...page(() => import('./pages/answer-page/AnswerPage.tsx'), 'AnswerPage', 'frame', 'answer-page', 'events'),
  validateSearch: answerSearch,
})

const inShell = <const P extends PagePath>(path: P) => ({ getParentRoute: () => shell, path, errorComponent: Broken })
const rooms = createRoute({
  ...inShell('/rooms'),
  ...page(() => import('./pages/rooms-page/RoomsPage.tsx'), 'RoomsPage', 'rooms-page', 'rooms'),
})
const room = createRoute({
  ...inShell('/rooms/$roomId'),
  ...page(
    () => import('./pages/room-page/RoomPage.tsx'),
    'RoomPage',
    'room-page',
    'rooms',
    'links',
    'sharing',
    'directory',
    'sessions',
  ),
  validateSearch: ({ keep }: Record<string, unknown>): { keep?: 'yes' } => (keep === 'yes' ? { keep } : {}),
})
const loadInvite = () => import('./pages/invite-page/InvitePage.tsx')
const invite = createRoute({
  ...inShell('/rooms/$roomId/invite'),
  ...page(loadInvite, 'InvitePage', 'invite-page', 'invitations', 'directory'),
})
const invitation = createRoute({
  ...inShell('/rooms/$roomId/invitations/$invitationId'),
  ...page(loadInvite, 'InvitationPage', 'invite-page', 'invitations'),
})
const loadMessages = () => import('./pages/messages-page/MessagesPage.tsx')
const boxed = ({ box }: Record<string, unknown>): { box?: Box } => (box === 'archive' ? { box } : {})
const messages = createRoute({
  ...inShell('/messages'),
  ...page(loadMessages, 'MessagesPage', 'messages-page', 'mailbox'),
  validateSearch: boxed,
})
const memo = createRoute({
  ...inShell('/messages/$memoId'),
  ...page(loadMessages, 'MessagesPage', 'messages-page', 'mailbox'),
  validateSearch: boxed,
})
const agenda = createRoute({
  ...inShell('/agenda'),
  ...page(
    () => import('./pages/agenda-page/AgendaPage.tsx'),
    'AgendaPage',
    'agenda-page',
    'calendars',
    'events',
    'directory',
    'resources',
  ),
  validateSearch: searchOf,
})
const session = createRoute({
  ...inShell('/rooms/$roomId/sessions/$sessionId'),
  ...page(() => import('./pages/room-page/SessionPage.tsx'), 'SessionPage', 'room-page', 'rooms', 'sessions'),
})
const account = createRoute({
  ...inShell('/account'),
  ...page(
    () => import('./pages/account/AccountPage.tsx'),
    'AccountPage',
    'account',
    'profile',
    'logins',
    'app-passwords',
    'tokens',
  ),
})
const connectCalendar = createRoute({
  ...inShell('/account/calendar'),
  ...page(
    () => import('./pages/connect-calendar/ConnectCalendarPage.tsx'),
    'ConnectCalendarPage',
    'connect-calendar',
    'app-passwords',
    'feeds',
  ),
})

type AfterAdmin<P> = P extends `/admin${infer Rest extends `/${string}`}` ? Rest : never
const inAdmin = <const P extends AfterAdmin<PagePath> | '/'>(path: P) => ({
  getParentRoute: () => admin,
  path,
  errorComponent: Broken,
})
const adminHome = createRoute({
  ...inAdmin('/'),
  beforeLoad: () => {
    throw redirect({ to: '/admin/institution', replace: true })
  },
})
const institution = createRoute({ ...inAdmin('/institution'), ...page(loadAdmin, 'InstitutionPage', 'tenant') })
const servers = createRoute({ ...inAdmin('/servers'), ...page(loadAdmin, 'ServersPage', 'nodes') })
const people = createRoute({
  ...inAdmin('/people'),
  ...page(loadAdmin, 'PeoplePage', 'people'),
  validateSearch: ({ search }: Record<string, unknown>): { search?: string } =>
    typeof search === 'string' ? { search } : {},
})
const allRooms = createRoute({ ...inAdmin('/rooms'), ...page(loadAdmin, 'AllRoomsPage', 'rooms', 'directory') })
const groups = createRoute({ ...inAdmin('/groups'), ...page(loadAdmin, 'GroupsPage', 'groups') })
const conferences = createRoute({
  ...inAdmin('/conferences'),
  ...page(() => import('./pages/conferences/ConferencesPage.tsx'), 'ConferencesPage', 'conferences', 'resources'),
})
const conference = createRoute({
  ...inAdmin('/conferences/$resourceId'),
  ...page(
    () => import('./pages/conferences/ConferencePage.tsx'),
    'ConferencePage',
    'conferences',
    'resources',
    'rooms',
    'directory',
  ),
})
const platforms = createRoute({ ...inAdmin('/platforms'), ...page(loadAdmin, 'PlatformsPage', 'platforms') })
const letters = createRoute({ ...inAdmin('/letters'), ...page(loadAdmin, 'LettersPage', 'letters') })
const journal = createRoute({ ...inAdmin('/journal'), ...page(loadAdmin, 'JournalPage', 'journal') })
const usage = createRoute({ ...inAdmin('/usage'), ...page(loadAdmin, 'UsagePage', 'usage') })

const help = createRoute({ ...at('/help'), ...page(loadTexts, 'HelpPage', 'frame', 'texts') })
const accessibility = createRoute({
  ...at('/accessibility'),
  ...page(loadTexts, 'AccessibilityPage', 'frame', 'texts'),
})
const privacy = createRoute({ ...at('/privacy'), ...page(loadTexts, 'PrivacyPage', 'frame', 'texts') })
const status = createRoute({
  ...at('/status'),
  ...page(() => import('./pages/texts/StatusPage.tsx'), 'StatusPage', 'frame', 'texts', 'meetings'),
})

const connectionTest = createRoute({
  ...at('/connection-test'),
  ...page(() => import('./call/ConnectionTestPage.tsx'), 'ConnectionTestPage', 'call'),
})
const loadDoors = () => import('./pages/door/DoorRoute.tsx')

/** A name that was chosen once leads there also where none may be chosen any more: the server knows. */
const isChosen = (code: string) =>
  call('readDoor', { params: { code } }).then(
    () => true,
    (error: unknown) => !(error instanceof Refusal && error.status === 404),
  )

const onlyCodes = async ({ params }: { params: { code: string } }) => {
  const { code } = params
  if (looksLikeCode(code)) return
  if (!looksLikeName(code.toLowerCase()) || !(await isChosen(code))) throw notFound()
}
const door = createRoute({ ...at('/$code'), ...page(loadDoors, 'GuestDoor', 'call'), beforeLoad: onlyCodes })
const secretDoors = (['/m/$code', '/d/$code', '/p/$code'] as const).map((path) =>
  createRoute({ ...at(path), ...page(loadDoors, 'SecretDoor', 'call'), beforeLoad: onlyCodes }),
)

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    shell.addChildren([rooms, room, session, invite, invitation, messages, memo, agenda, account, connectCalendar]),
    admin.addChildren([
      adminHome,
      institution,
      servers,
      people,
      allRooms,
      groups,
      conferences,
      conference,
      platforms,
      letters,
      journal,
      usage,
    ]),
    signIn,
    forgotten,
    link,
    answer,
    help,
    accessibility,
    privacy,
    status,
    connectionTest,
    door,
    ...secretDoors,
  ]),
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultErrorComponent: FaultPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
