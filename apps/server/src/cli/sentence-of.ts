import type { FailureCode } from '@amphi/contract/catalogue'
import type { Failure } from '#platform/failure'

const sentences: Partial<Record<FailureCode, string>> = {
  'person.email_taken': 'Somebody has this address already.',
  'person.last_administrator': 'Nobody else administers this institution: make another administrator first.',
  'person.heir_needed': 'Who receives the rooms is somebody else, whose account is active.',
  'password.guessable': 'This password is their name or address, the first thing anyone tries: choose another.',
  'engine.full': 'All seats of the media servers are taken.',
  'room.not_found': 'This room is gone.',
  'person.not_found': 'There is no such person.',
  'engine.unreachable': 'The media server does not answer.',
}

/** A refusal of the services, for whoever reads a terminal: the pages have words of their own. */
export const sentenceOf = ({ code }: Failure): string => sentences[code] ?? `Refused: ${code}.`
