/** Letters of a text that a list shows. */
const shown = 160

/** How a text begins, on one line. */
export const startOf = (text: string) => {
  const start = Array.from(text.slice(0, shown * 4).replace(/\s+/g, ' '))
  return start.length > shown ? `${start.slice(0, shown).join('').trimEnd()}…` : start.join('')
}

/** As many as a subject has at most (contract). */
const most = 300

/** Said once, however often one answers an answer. */
export const answerTo = (subject: string) => {
  const answered = /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`
  return Array.from(answered).slice(0, most).join('').slice(0, most).trimEnd()
}
