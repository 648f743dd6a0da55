/** Why the server cannot start: its message is one sentence that tells whoever started it what to do. */
export class StartProblem extends Error {
  override name = 'StartProblem'
}

/** What a system call complained of: `EACCES`, `ENOSPC`, … */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** What an error says, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
