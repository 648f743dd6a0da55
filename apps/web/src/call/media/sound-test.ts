/** Three rising notes on the chosen loudspeaker, made here: no file to fetch. */
export const playSoundTest = async (speakerId: string): Promise<void> => {
  const context = new AudioContext()
  const out = context.createMediaStreamDestination()
  const element = new Audio()
  element.srcObject = out.stream
  if (speakerId && 'setSinkId' in element) await element.setSinkId(speakerId).catch(() => undefined)
  const now = context.currentTime + 0.05
  const notes: OscillatorNode[] = []
  for (const [index, pitch] of [523.25, 659.25, 783.99].entries()) {
    const note = context.createOscillator()
    const gain = context.createGain()
    const from = now + index * 0.28
    note.type = 'triangle'
    note.frequency.value = pitch
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(0.35, from + 0.03)
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
