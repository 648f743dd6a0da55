import type { Capability, Role, UserId } from '@amphi/contract/people'
import type { User } from './user.ts'

interface Given {
  id: UserId
  email: string
  name: string
  role: Role
  capabilities?: Capability[]
}

/** A person who is expected, and has not signed in yet. */
export const newUser = ({ id, email, name, role, capabilities = ['createRooms'] }: Given, createdAt: Date): User => ({
  id,
  email,
  name,
  role,
  capabilities,
  language: null,
  emailNotices: true,
  pictureId: null,
  createdAt,
  lastSeenAt: null,
  joinedAt: null,
  disabledAt: null,
  removedAt: null,
  heirId: null,
})

/** What to call someone of whom only the address is known: `camille.aubert@…` → `Camille Aubert`. */
export const nameFromEmail = (email: string) =>
  (email.split('@')[0] ?? email)
    .split(/[._-]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ') || email
