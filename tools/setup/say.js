// One line for each long step, on stderr, so that what a command prints itself stays alone on stdout.
const terminal = process.stderr.isTTY === true
const write = (text) => void process.stderr.write(text)

/** Says a sentence and ends: nothing more can be done without the person. */
export class Stop extends Error {}

export const note = (text) => write(`${text}\n`)

/**
 * Says what is done and shows that it moves: seconds on a terminal, else a line now and then.
 * `deed` may give words on its progress to the function it is called with.
 */
export const step = async (title, deed) => {
  const start = Date.now()
  let words = ''
  const seconds = () => Math.round((Date.now() - start) / 1000)
  const line = () => `${title} … ${words ? `${words}, ` : ''}${seconds()} s`
  if (terminal) write(line())
  else note(`${title} …`)
  const timer = setInterval(
    () => (terminal ? write(`\r\u001b[K${line()}`) : note(`  still at it: ${line()}`)),
    terminal ? 1000 : 15_000,
  )
  try {
    const result = await deed((text) => (words = text))
    if (terminal) write(`\r\u001b[K${title}: done in ${seconds()} s\n`)
    else note(`  done in ${seconds()} s`)
    return result
  } catch (error) {
    if (terminal) write('\n')
    throw error
  } finally {
    clearInterval(timer)
  }
}
