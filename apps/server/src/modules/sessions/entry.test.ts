import { expect, test } from 'vitest'
import { decideEntry } from './entry.ts'

const roles = ['moderator', 'participant'] as const
const cases = roles.flatMap((role) =>
  [true, false].flatMap((isOpen) => [0, 149, 150, 151].map((inside) => ({ role, isOpen, inside, seats: 150 }))),
)

test.each(cases)('ENT-05 POD-17 entry of $role, open: $isOpen, with $inside of $seats inside', (asked) => {
  const { outcome } = decideEntry(asked)

  const isFull = asked.inside >= asked.seats
  const expected = !asked.isOpen
    ? asked.role === 'moderator'
      ? 'open'
      : 'waiting'
    : isFull && asked.role === 'participant'
      ? 'full'
      : 'admitted'
  expect(outcome).toBe(expected)
})
