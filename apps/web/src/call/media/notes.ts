export interface Note {
  /** In hertz. */
  pitch: number
  /** Seconds after the first. */
  at: number
  /** From 0 to 1. */
  loud: number
}

/** A few notes on the chosen loudspeaker, made here: no file to fetch. */
export const playNotes = async (speakerId: string, score: readonly Note[]): Promise<void> => {
  const context = new AudioContext()
  const out = context.createMediaStreamDestination()
  const element = new Audio()
  element.srcObject = out.stream
  if (speakerId && 'setSinkId' in element) await element.setSinkId(speakerId).catch(() => undefined)
  const now = context.currentTime + 0.05
  const notes: OscillatorNode[] = []
  for (const { pitch, at, loud } of score) {
    const note = context.createOscillator()
    const gain = context.createGain()
    const from = now + at
    note.type = 'triangle'
    note.frequency.value = pitch
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(loud, from + 0.03)
    gain.gain.exponentialRampToValueAtTime(0.001, from + 0.5)
    note.connect(gain).connect(out)
    note.start(from)
    note.stop(from + 0.55)
    notes.push(note)
  }
  try {
    const over = new Promise((done) => notes.at(-1)?.addEventListener('ended', done))
    await element.play()
    await over
  } finally {
    element.srcObject = null
    await context.close()
  }
}
