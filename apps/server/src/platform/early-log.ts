import type { Tell } from './children/supervisor.ts'

const levels = { error: 50, warn: 40, info: 30, debug: 20 }

/** What children tell, in the form of the server's own log, which does not exist yet when the first of it is said. */
export const earlyLog = (least: keyof typeof levels): Tell => {
  const at = (level: keyof typeof levels) => (about: object, msg: string) => {
    if (levels[level] < levels[least]) return
    process.stdout.write(
      `${JSON.stringify({ level: levels[level], time: Date.now(), pid: process.pid, ...about, msg })}\n`,
    )
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
