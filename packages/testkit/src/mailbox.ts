import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atTheEnd } from './at-the-end.ts'

const password = 'très secret'

/** Dovecot without its login, and what it would say there (RFC 9051, 6.2.3). */
const letIn = async (socket: Socket, isOpen: () => boolean, enter: () => void) => {
  socket.write('* OK [CAPABILITY IMAP4rev1] Ready\r\n')
  let said = ''
  for await (const part of socket.setEncoding('utf8').iterator({ destroyOnReturn: false }) as AsyncIterable<string>) {
    said += part
    for (let end = said.indexOf('\r\n'); end >= 0; end = said.indexOf('\r\n')) {
      const line = said.slice(0, end)
      said = said.slice(end + 2)
      const [tag = '*', command = ''] = line.split(' ')
      // What is not ASCII is announced as so many octets, which follow (RFC 9051, 4.3).
      if (/\{\d+\}$/.test(line)) {
        socket.write('+ Go on\r\n')
        said = `${line.replace(/\{\d+\}$/, '')}`
        break
      }
      if (/^capability$/i.test(command)) socket.write(`* CAPABILITY IMAP4rev1\r\n${tag} OK Done\r\n`)
      else if (/^login$/i.test(command) && isOpen() && line.includes(password)) {
        socket.write(`${tag} OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS] Logged in\r\n`)
        return enter()
      } else socket.write(`${tag} NO [AUTHENTICATIONFAILED] Not you\r\n`)
    }
  }
}

/** A real mailbox, on a real server: `programs` is where Dovecot’s are. */
export const aMailbox = async (programs: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'amphi-mailbox-'))
  const mail = join(folder, 'Maildir')
  for (const name of ['new', 'cur', 'tmp']) {
    mkdirSync(join(mail, name), { recursive: true })
    chmodSync(join(mail, name), 0o777)
  }
  chmodSync(mail, 0o777)
  chmodSync(folder, 0o777)
  let isOpen = true
  let number = 0
  const sockets = new Set<Socket>()

  // It refuses to be root, and need not be.
  const isRoot = process.getuid?.() === 0
  const owner = isRoot ? 65_534 : (process.getuid?.() ?? 65_534)
  const group = isRoot ? 65_534 : (process.getgid?.() ?? 65_534)
  const options = [
    `mail_location=maildir:${mail}`,
    `mail_uid=${owner}`,
    `mail_gid=${group}`,
    'first_valid_uid=1',
    'first_valid_gid=1',
  ]

  const serve = (socket: Socket) => {
    // What it speaks over must not look like a connection, as Node’s pipes do.
    const words = ['-c', 'cat | "$0" "$@" | cat', join(programs, 'imap'), '-O', ...options.flatMap((it) => ['-o', it])]
    const child = spawn('/bin/sh', words, {
      env: { PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: programs, HOME: folder, USER: 'amphi' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    let isGreeted = false
    child.stdout.on('data', (part: Buffer) => {
      // It says that one is let in already; here that was said before.
      const after = isGreeted ? part : part.subarray(part.indexOf('\r\n') + 2)
      isGreeted = true
      if (after.length > 0) socket.write(after)
    })
    socket.pipe(child.stdin)
    child.stdin.on('error', () => socket.destroy())
    child.on('close', () => socket.destroy())
    socket.on('close', () => child.stdin.end())
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    void letIn(
      socket,
      () => isOpen,
      () => serve(socket),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  atTheEnd(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((closed) => server.close(closed))
    rmSync(folder, { recursive: true, force: true })
  })

  return {
    url: `imap://amphi%40university.test:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`,
    password,
    /** As a mail server delivers it. */
    put(letter: string) {
      number += 1
      const name = `${number}.${process.pid}.amphi`
      writeFileSync(join(mail, 'tmp', name), letter, { mode: 0o666 })
      writeFileSync(join(mail, 'new', name), letter, { mode: 0o666 })
      rmSync(join(mail, 'tmp', name))
    },
    /** How many letters lie in it, and how many of them were read. */
    count() {
      const read = readdirSync(join(mail, 'cur')).filter((it) => /:2,.*S/.test(it)).length
      return { all: readdirSync(join(mail, 'cur')).length + readdirSync(join(mail, 'new')).length, read }
    },
    /** Lets nobody in any more, and those who are in hang up. */
    shut() {
      isOpen = false
      for (const socket of sockets) socket.destroy()
      return () => {
        isOpen = true
      }
    },
  }
}
