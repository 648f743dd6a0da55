import { expect, test } from 'vitest'
import type { EventPerson } from '@amphi/contract/event-guests'
import { GroupId } from '@amphi/contract/groups'
import { UserId } from '@amphi/contract/people'
import { countOf, givenGuests, guestsOf, sumsOf, withGuests } from './guests.ts'

const bob = UserId.parse('00000000-0000-4000-8000-00000000000b')
const malik = UserId.parse('00000000-0000-4000-8000-00000000000c')
const tutors = GroupId.parse('00000000-0000-4000-8000-0000000000aa')

const someone = (more: Partial<EventPerson>): EventPerson => ({
  name: '',
  email: 'x@y.test',
  userId: null,
  pictureUrl: null,
  groupId: null,
  answer: 'needs-action',
  comment: null,
  isOrganizer: false,
  isOptional: false,
  delivery: null,
  problem: null,
  ...more,
})

const event = {
  groups: [{ id: tutors, name: 'Tuteurs', joined: 0, left: 0 }],
  people: [
    someone({ name: 'Ada', isOrganizer: true, answer: 'accepted' }),
    someone({ name: 'Bob', userId: bob, isOptional: true }),
    someone({ name: 'Malik', userId: malik, groupId: tutors, answer: 'accepted' }),
    someone({ email: 'grace@ailleurs.test', answer: 'declined' }),
  ],
}

test('who is invited stands in the form as they were named: a group once, an address as such, never who plans it', () => {
  expect(guestsOf(event)).toEqual([
    { kind: 'group', id: tutors, name: 'Tuteurs', count: 1, isOptional: false },
    { kind: 'person', id: bob, name: 'Bob', pictureUrl: null, isOptional: true },
    { kind: 'address', id: 'grace@ailleurs.test', name: 'grace@ailleurs.test', isOptional: false },
  ])
})

test('what a form says of them is what it was told', () => {
  expect(givenGuests(guestsOf(event))).toEqual([
    { kind: 'group', id: tutors, isOptional: false },
    { kind: 'person', id: bob, isOptional: true },
    { kind: 'address', address: 'grace@ailleurs.test', name: '', isOptional: false },
  ])
})

test('who is added is there once', () => {
  const list = withGuests(guestsOf(event), [
    { kind: 'person', id: bob, name: 'Bob' },
    { kind: 'address', id: 'new@ailleurs.test', name: 'New' },
    { kind: 'address', id: 'new@ailleurs.test', name: 'New' },
  ])

  expect(list.map(({ id }) => id)).toEqual([tutors, bob, 'grace@ailleurs.test', 'new@ailleurs.test'])
  expect(countOf(list)).toBe(4)
})

test('answers are summed, those that nobody gave left out', () => {
  expect(sumsOf(event.people.slice(1))).toEqual([
    { answer: 'accepted', count: 1 },
    { answer: 'declined', count: 1 },
    { answer: 'needs-action', count: 1 },
  ])
})
