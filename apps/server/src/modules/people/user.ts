import type { Capability, Role, UserId } from '@amphi/contract/people'
import type { Language } from '@amphi/contract/requests'

/** A person with an account, as this module keeps them. */
export interface User {
  id: UserId
  email: string | null
  name: string
  role: Role
  capabilities: Capability[]
  language: Language | null
  emailNotices: boolean
  pictureId: string | null
  createdAt: Date
  lastSeenAt: Date | null
  joinedAt: Date | null
  disabledAt: Date | null
  removedAt: Date | null
  heirId: UserId | null
}
