import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    invitations: typeof fr
  }
}

export { InvitationList } from './components/InvitationList.tsx'
export { InviteForm } from './components/InviteForm.tsx'
export { Reached } from './components/Reached.tsx'
export { useInvitation, useInvitationsLive } from './queries.ts'
