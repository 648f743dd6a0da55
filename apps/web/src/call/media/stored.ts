/** Storage throws where cookies are blocked: then nothing is remembered, and nothing else changes. */
export const stored = <T>(deed: () => T): T | null => {
  try {
    return deed()
  } catch {
    return null
  }
}
