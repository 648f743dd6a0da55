export interface Mail {
  to: string
  subject: string
  text: string
}

/** Who carries a letter outside. */
export interface Post {
  carry(mail: Mail): Promise<void>
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

/** A mail server, as `smtp://user:password@host:587` names it. */
export const smtpPost = async (url: string, from: string): Promise<Post> => {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(patient(url), { from })
  return {
    async carry(mail) {
      await transport.sendMail(mail)
    },
  }
}
