import type { Delivery, Recipient } from '@amphi/contract/invitations'
import type { PersonCard, UserId } from '@amphi/contract/people'
import type { LettersService } from '#modules/letters'
import type { InviteeRow } from './invitations.repository.ts'

type Copy = Awaited<ReturnType<LettersService['copies']>>[number]

interface Known {
  cards: Map<UserId, PersonCard>
  copies: readonly Copy[]
}

const deliveryOf = ({ letterId }: InviteeRow, copy: Copy | undefined): Delivery => {
  if (letterId === null) return 'none'
  if (!copy) return 'forgotten'
  return copy.isKept ? 'kept' : copy.state
}

/** What became of each, as whoever invited them is told. */
export const recipientsOf = (named: readonly InviteeRow[], { cards, copies }: Known): Recipient[] => {
  const copyOf = new Map(copies.map((copy) => [`${copy.letterId} ${copy.address}`, copy]))
  return named.map((it) => {
    const copy = copyOf.get(`${it.letterId} ${it.address}`)
    return {
      person: (it.userId && cards.get(it.userId)) || null,
      address: it.isTyped ? it.address : null,
      mailbox: it.userId !== null && it.skipped === null,
      email: deliveryOf(it, copy),
      // A mail server names the address it refuses; of people who were named, it is theirs to tell.
      problem: it.isTyped ? (copy?.problem ?? null) : null,
      skipped: it.skipped,
    }
  })
}
