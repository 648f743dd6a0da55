import { playNotes } from './notes.ts'

/** Two low notes, softer than a voice: somebody is at the door. */
export const playKnock = (speakerId: string): Promise<void> =>
  playNotes(
    speakerId,
    [392, 523.25].map((pitch, index) => ({ pitch, at: index * 0.16, loud: 0.16 })),
  )
