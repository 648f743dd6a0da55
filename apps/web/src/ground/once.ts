import { replaceEqualDeep } from '@tanstack/react-query'

/**
 * Sends nothing that is on its way already: the second click of a double click comes before anything was drawn. Whoever
 * asks the same meanwhile gets the first answer; something else, as of another row, goes out beside it. What is asked is
 * the first argument.
 */
export const once = <Args extends readonly unknown[], Reply>(send: (...args: Args) => Promise<Reply>) => {
  let last: { ask: Args[0]; reply: Promise<Reply> } | undefined
  return (...args: Args): Promise<Reply> => {
    const [ask] = args
    if (last && replaceEqualDeep(last.ask, ask) === last.ask) return last.reply
    const sent = { ask, reply: send(...args) }
    const forget = () => {
      if (last === sent) last = undefined
    }
    last = sent
    void sent.reply.then(forget, forget)
    return sent.reply
  }
}
