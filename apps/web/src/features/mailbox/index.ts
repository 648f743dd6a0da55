import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    mailbox: typeof fr
  }
}

export { MemoList } from './components/MemoList.tsx'
export { MemoView } from './components/MemoView.tsx'
export { NewInvitations } from './components/NewInvitations.tsx'
export { useMailboxLive, useUnread } from './queries.ts'
