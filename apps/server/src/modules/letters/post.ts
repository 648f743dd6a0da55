export interface Mail {
  to: string
  subject: string
  text: string
}

/** Who carries a letter outside. */
export interface Post {
  carry(mail: Mail): Promise<void>
}

/** A mail server, as `smtp://user:password@host:587` names it. */
export const smtpPost = async (url: string, from: string): Promise<Post> => {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(url, { from })
  return {
    async carry(mail) {
      await transport.sendMail(mail)
    },
  }
}
