import type { CalendarMethod } from '@amphi/contract/letters'
import type { SMTPError } from 'nodemailer/lib/smtp-connection/index.js'

export interface Mail {
  /** Empty where `hidden` says whom it is for. */
  to: string
  subject: string
  text: string
  /** The same, for programs that show more than text. */
  html?: string
  /** Who is answered; else it is the institution. */
  replyTo?: string
  /** What a calendar is to make of it (RFC 6047). */
  calendar?: { method: CalendarMethod; text: string }
  /** Addresses of which none learns of another: they stand on the envelope and nowhere in the letter. */
  hidden?: readonly string[]
}

/** An address that the mail server did not take, of a letter that it took for others. */
export interface RefusedAddress {
  address: string
  problem: string
  /** Whether asking again would be in vain. */
  forGood: boolean
}

/** Who carries a letter outside. */
export interface Post {
  /** Throws where the letter did not leave at all; else says which of its hidden addresses were refused. */
  carry(mail: Mail): Promise<readonly RefusedAddress[]>
}

/** Milliseconds to wait for a mail server: letters behind one that hangs wait as well. What the address says counts. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

const patient = (given: string) => {
  const url = new URL(given)
  for (const [name, milliseconds] of Object.entries(patience)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(milliseconds))
  }
  return url.href
}

/** A group without members (RFC 5322, 3.4): it says that there are others, and not who. */
const nobodyNamed = 'undisclosed-recipients:;'

/** What a mail server said of an address, without the address: it stands beside it. */
const refusedBy = ({ recipient = '', responseCode = 0, response, message }: SMTPError): RefusedAddress => ({
  address: recipient,
  problem: (response ?? message).slice(0, 300),
  forGood: responseCode >= 500,
})

/** A mail server, as `smtp://user:password@host:587` names it. */
export const smtpPost = async (url: string, from: string): Promise<Post> => {
  const { createTransport } = await import('nodemailer')
  // RFC 3834: so that no absence is announced to whoever reads what comes back to the institution.
  const headers = { 'Auto-Submitted': 'auto-generated' }
  const transport = createTransport(patient(url), { from, headers })

  /** Beside the text, for programs that know it by its type; and as a file, for those that do not. */
  const withCalendar = ({ calendar, ...rest }: Omit<Mail, 'hidden'>) =>
    calendar
      ? { ...rest, icalEvent: { method: calendar.method, content: calendar.text, filename: 'invite.ics' } }
      : rest

  const toMany = async ({ hidden = [], ...mail }: Mail) => {
    try {
      const sent = await transport.sendMail({
        ...withCalendar(mail),
        to: nobodyNamed,
        envelope: { from, to: [...hidden] },
      })
      return (sent.rejectedErrors ?? []).map(refusedBy)
    } catch (error) {
      // All were refused, each with its reason. Anything else, and the letter did not leave.
      const { rejectedErrors = [] } = error as SMTPError
      if (rejectedErrors.length < hidden.length) throw error
      return rejectedErrors.map(refusedBy)
    }
  }

  return {
    async carry(mail) {
      if (mail.hidden) return toMany(mail)
      await transport.sendMail(withCalendar(mail))
      return []
    },
  }
}
