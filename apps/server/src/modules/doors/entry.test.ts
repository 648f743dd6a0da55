import { expect, test } from 'vitest'
import { visibilities } from '@amphi/contract/rooms'
import { lobbies, participantRoles } from '@amphi/contract/sessions'
import { type Asked, decideEntry, mayCome } from './entry.ts'

const both = [true, false]
const inviteds = ['by_name', 'by_group', 'no'] as const
const now = new Date('2026-11-24T10:00:00.000Z')
const later = new Date('2026-11-24T10:00:01.000Z')
/** Who opens it: nothing planned, a time yet to come, one that is there, for some and for all, and a program that sends. */
const ways = [
  { planned: null, isSent: false },
  { planned: { opensAt: later, openers: 'everyone' }, isSent: false },
  { planned: { opensAt: now, openers: 'moderators' }, isSent: false },
  { planned: { opensAt: now, openers: 'everyone' }, isSent: false },
  { planned: null, isSent: true },
] as const
const opensItself = ({ planned, isSent }: Asked) =>
  isSent || (planned?.openers === 'everyone' && planned.opensAt === now)
const passwords = ['none_needed', 'missing', 'wrong', 'right'] as const

const space: Asked[] = participantRoles.flatMap((role) =>
  visibilities.flatMap((visibility) =>
    inviteds.flatMap((invited) =>
      passwords.flatMap((password) =>
        lobbies.flatMap((lobby) =>
          both.flatMap((wasAdmitted) =>
            both.flatMap((hasAccount) =>
              both.flatMap((isInside) =>
                both.flatMap((isOpen) =>
                  both.flatMap((isBanned) =>
                    both.flatMap((hasLobbyInside) =>
                      ways.flatMap((way) =>
                        [0, 149, 150].map((inside) => ({
                          role,
                          visibility,
                          invited,
                          password,
                          lobby,
                          hasLobbyInside,
                          wasAdmitted,
                          hasAccount,
                          isInside,
                          isOpen,
                          isBanned,
                          isArchived: false,
                          ...way,
                          now,
                          inside,
                          seats: 150,
                        })),
                      ),
                    ),
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  ),
)

test('an archived room lets in nobody, also not who leads, and asks for nothing', () => {
  const decisions = space.map((asked) => decideEntry({ ...asked, isArchived: true }))

  expect(decisions).toEqual(space.map(() => ({ outcome: 'refused', reason: 'archived' })))
})

const outcomes = (some: Asked[]) => [...new Set(some.map((asked) => decideEntry(asked).outcome))]
const those = (such: Partial<Asked>, fits: (asked: Asked) => boolean = () => true) =>
  space.filter(
    (asked) =>
      fits(asked) &&
      Object.entries({ isBanned: false, ...such }).every(([name, value]) => asked[name as keyof Asked] === value),
  )

test.each<[string, Asked[], string[]]>([
  ['who is banned is refused, whatever their link, and whatever they give', those({ isBanned: true }), ['refused']],
  ['ENT-05 POD-17 who leads opens a closed room', those({ role: 'moderator', isOpen: false }), ['open']],
  ['POD-17 who leads goes into an open one, however full', those({ role: 'moderator', isOpen: true }), ['admitted']],
  [
    'POD-21 a room for some sends strangers to sign in, open or not, full or not',
    those(
      { role: 'participant', invited: 'no', hasAccount: false, isInside: false },
      ({ visibility }) => visibility !== 'anyone',
    ),
    ['sign_in'],
  ],
  [
    'POD-21 POD-S5 a room shared with groups refuses whoever is signed in and belongs to none of them',
    those({ role: 'participant', visibility: 'groups', invited: 'no', hasAccount: true, isInside: false }),
    ['refused'],
  ],
  [
    'a room for those named refuses whoever belongs to a group only',
    those({ role: 'participant', visibility: 'invited', invited: 'by_group', hasAccount: true, isInside: false }),
    ['refused'],
  ],
  [
    'POD-19 SC-05 without the right password nobody goes in, waits, or learns that it is full',
    those({ role: 'participant', isInside: false, invited: 'by_name' }, ({ password }) =>
      ['missing', 'wrong'].includes(password),
    ),
    ['password'],
  ],
  [
    'POD-18 ENT-05 with all that is asked for, one waits for it to open',
    those(
      { role: 'participant', isOpen: false, invited: 'by_name' },
      (asked) => !opensItself(asked) && ['none_needed', 'right'].includes(asked.password),
    ),
    ['waiting'],
  ],
  [
    'POD-18 at a time for which it was planned to open itself, whoever has all that is asked for opens it',
    those(
      { role: 'participant', isOpen: false, invited: 'by_name', lobby: 'off' },
      (asked) => opensItself(asked) && ['none_needed', 'right'].includes(asked.password),
    ),
    ['open'],
  ],
  [
    'ENT-07 POD-18 it does not open itself for those whom nobody would be there to let in',
    those(
      {
        role: 'participant',
        isOpen: false,
        invited: 'by_name',
        password: 'right',
        lobby: 'everyone',
        wasAdmitted: false,
        isInside: false,
      },
      opensItself,
    ),
    ['waiting'],
  ],
  [
    'POD-19 POD-21 nor for those who lack what it asks for',
    those(
      {
        role: 'participant',
        isOpen: false,
        isInside: false,
        visibility: 'signed_in',
        invited: 'no',
        password: 'missing',
      },
      opensItself,
    ),
    ['sign_in', 'password'],
  ],
  [
    'SC-05 whoever is inside comes back, whatever was changed since',
    those({ role: 'participant', isInside: true, isOpen: true }, ({ inside }) => inside < 150),
    ['admitted'],
  ],
  [
    'CH-10 at the limit nobody goes in but who leads',
    those({ role: 'participant', isOpen: true, invited: 'by_name', password: 'right' }, ({ inside }) => inside >= 150),
    ['full', 'lobby'],
  ],
  [
    'CH-10 ENT-07 nor does whoever was let in before',
    those(
      { role: 'participant', isOpen: true, invited: 'by_name', password: 'right', wasAdmitted: true },
      ({ inside }) => inside >= 150,
    ),
    ['full'],
  ],
  [
    'SC-05 with the right password one goes in',
    those(
      { role: 'participant', isOpen: true, password: 'right', visibility: 'anyone', lobby: 'off' },
      ({ inside }) => inside < 150,
    ),
    ['admitted'],
  ],
  [
    'ENT-07 a password opens no lobby, however many are inside',
    those({
      role: 'participant',
      isOpen: true,
      isInside: false,
      wasAdmitted: false,
      hasLobbyInside: false,
      password: 'right',
      visibility: 'anyone',
      lobby: 'everyone',
    }),
    ['lobby'],
  ],
  [
    'ENT-07 a lobby for guests is for those without an account',
    those({
      role: 'participant',
      isOpen: true,
      isInside: false,
      wasAdmitted: false,
      hasAccount: false,
      hasLobbyInside: false,
      password: 'right',
      visibility: 'anyone',
      lobby: 'guests',
    }),
    ['lobby'],
  ],
  [
    'ENT-07 and lets in who has one',
    those(
      { role: 'participant', isOpen: true, hasAccount: true, invited: 'by_name', password: 'right', lobby: 'guests' },
      ({ inside }) => inside < 150,
    ),
    ['admitted'],
  ],
  [
    'ENT-07 whoever was let in before comes back without asking',
    those(
      {
        role: 'participant',
        isOpen: true,
        invited: 'by_name',
        password: 'right',
        lobby: 'everyone',
        wasAdmitted: true,
      },
      ({ inside }) => inside < 150,
    ),
    ['admitted'],
  ],
  ['ENT-07 who leads waits in no lobby', those({ role: 'moderator', lobby: 'everyone' }), ['open', 'admitted']],
  [
    'POD-18 before it is open one waits for that, whatever comes after',
    those(
      { role: 'participant', isOpen: false, invited: 'by_name', password: 'right', lobby: 'everyone' },
      (asked) => !opensItself(asked),
    ),
    ['waiting'],
  ],
])('%s', (_, some, expected) => {
  expect(some.length).toBeGreaterThan(0)
  expect(outcomes(some).toSorted()).toEqual(expected.toSorted())
})

test('ENT-07 whoever would wait does so inside, where those who lead let people in there; all others go straight in', () => {
  const admitted = those({ role: 'participant', isOpen: true, isInside: false, invited: 'by_name', password: 'right' })

  for (const asked of admitted) {
    const decision = decideEntry(asked)
    if (decision.outcome !== 'admitted') continue
    const mustBeLetIn = asked.lobby === 'everyone' || (asked.lobby === 'guests' && !asked.hasAccount)
    expect(decision).toEqual({ ...decision, role: 'participant', waits: mustBeLetIn && !asked.wasAdmitted })
  }
})

test('one goes in as what one’s link, or who one is, says', () => {
  for (const role of participantRoles) {
    const roles = those({ role }).map(decideEntry)
    const given = roles.flatMap((decision) => ('role' in decision ? [decision.role] : []))
    expect(new Set(given)).toEqual(new Set([role]))
  }
})

test('a wrong password is told apart from none', () => {
  const [asked] = those({ role: 'participant', visibility: 'anyone', isInside: false, password: 'wrong' })

  expect(asked && decideEntry(asked)).toEqual({ outcome: 'password', wrong: true })
  expect(asked && decideEntry({ ...asked, password: 'missing' })).toEqual({ outcome: 'password', wrong: false })
})

test('only who leads, or has all that is asked for, is admitted', () => {
  const admitted = space.filter((asked) => ['open', 'admitted'].includes(decideEntry(asked).outcome))

  for (const asked of admitted) {
    const { role, isInside, password, isOpen, lobby, hasAccount, wasAdmitted } = asked
    const hasAll = mayCome(asked) && ['none_needed', 'right'].includes(password)
    const mayPass = asked.hasLobbyInside || lobby === 'off' || (lobby === 'guests' && hasAccount) || wasAdmitted
    const comesBack = isOpen && isInside
    const mayOpen = isOpen || opensItself(asked)
    // Nobody is inside of what is closed, so that being so spares nobody there.
    expect(role === 'moderator' || comesBack || (mayOpen && (isInside || (hasAll && mayPass)))).toBe(true)
  }
})

test.each([
  ['anyone', [true, true, true, true, true, true]],
  ['signed_in', [true, true, true, false, true, false]],
  ['groups', [true, true, true, true, false, false]],
  ['invited', [true, true, false, false, false, false]],
] as const)('a room for “%s” is open to these, and to no others', (visibility, expected) => {
  const people = inviteds.flatMap((invited) => both.map((hasAccount) => ({ invited, hasAccount, visibility })))

  expect(people.map(mayCome)).toEqual(expected)
})
