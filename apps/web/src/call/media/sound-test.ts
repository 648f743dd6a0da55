import { playNotes } from './notes.ts'

/** Three rising notes. */
export const playSoundTest = (speakerId: string): Promise<void> =>
  playNotes(
    speakerId,
    [523.25, 659.25, 783.99].map((pitch, index) => ({ pitch, at: index * 0.28, loud: 0.35 })),
  )
