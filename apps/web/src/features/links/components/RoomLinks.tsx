import { IconKey, IconPlus, IconUserShield, IconUsers } from '@tabler/icons-react'
import type { LinkKind, RoomLink } from '@amphi/contract/room-links'
import type { RoomSettings } from '@amphi/contract/room-settings'
import type { RoomSeen } from '@amphi/contract/rooms'
import { type ReactNode, useState } from 'react'
import { shortDate } from '#ground/format.ts'
import { linkAddress, roomAddress } from '#ground/room-address.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Qr } from '#ui/Qr.tsx'
import { useChosenLink, useLinks } from '../queries.ts'
import { invitationOf } from '../text.ts'
import { ChooseLink } from './ChooseLink.tsx'
import { LinkMenu } from './LinkMenu.tsx'
import css from './links.module.css'
import { MakeLink } from './MakeLink.tsx'
import { PersonalLinks } from './PersonalLinks.tsx'

const icons: Record<'guests' | 'direct' | 'moderators', ReactNode> = {
  guests: <IconUsers size={18} stroke={1.8} />,
  direct: <IconKey size={18} stroke={1.8} />,
  moderators: <IconUserShield size={18} stroke={1.8} />,
}

/** The ways into a room: the guests' link, and for those who may, the ones that act as passwords. */
export function RoomLinks({ room, settings }: { room: RoomSeen; settings: RoomSettings | undefined }) {
  const say = useWords('links')
  const sentence = useSentence()
  const language = useLanguage()
  const { data: links = [], error } = useLinks(room.id, room.can.configure)
  const [drawn, setDrawn] = useState<string>()
  const [making, setMaking] = useState<LinkKind>()
  const [listing, setListing] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const { data: names } = useChosenLink(room.id, room.can.configure)

  const personal = links.filter(({ kind }) => kind === 'personal')
  const drawnLink = links.find(({ id }) => id === drawn)
  const textFor = (link?: RoomLink) =>
    invitationOf(say, {
      room: room.name,
      address: link ? linkAddress(link.code, link.kind) : roomAddress(room),
      kind: link?.kind,
      password: settings?.password ?? null,
      locked: room.guarded.password,
      needsAccount: room.guarded.visibility !== 'anyone',
    })

  const guarded = [
    room.guarded.password && say('note.password'),
    room.guarded.visibility !== 'anyone' && say(`note.${room.guarded.visibility}`),
  ].filter((note) => note !== false)

  const secret = (kind: 'direct' | 'moderators') => {
    const link = links.find((it) => it.kind === kind)
    if (!link)
      return (
        <div className={css.none}>
          {icons[kind]}
          <span className={css.noneWords}>
            <b>{say(kind)}</b>
            <span className="muted small">{say(`${kind}_note`)}</span>
          </span>
          <Button
            size="s"
            variant="subtle"
            icon={<IconPlus size={17} stroke={2} />}
            aria-label={say(`${kind}_make`)}
            onClick={() => setMaking(kind)}
          >
            {say('make')}
          </Button>
        </div>
      )
    const until = link.expiresAt && say('until', { day: shortDate(language, link.expiresAt) })
    return (
      <CopyLine
        icon={icons[kind]}
        label={say(kind)}
        deed={say(`${kind}_copy`)}
        note={[say(`${kind}_note`), until].filter(Boolean).join(', ')}
        value={linkAddress(link.code, link.kind)}
        action={
          <LinkMenu
            room={room}
            link={link}
            text={textFor(link)}
            onDraw={() => setDrawn(link.id)}
            onRenew={() => setMaking(kind)}
          />
        }
      />
    )
  }

  return (
    <>
      <div className={css.links}>
        <div className={css.lines}>
          <CopyLine
            icon={icons.guests}
            label={say('guests')}
            deed={say('guests_copy')}
            note={guarded.length > 0 ? guarded.join(', ') : say(room.chosen === null ? 'guests_note' : 'chosen_note')}
            value={roomAddress(room)}
            action={<LinkMenu room={room} text={textFor()} onDraw={() => setDrawn(undefined)} />}
          />
          {room.can.configure ? (
            <>
              {room.guarded.password ? secret('direct') : null}
              {secret('moderators')}
              <div className={css.foot}>
                {names?.allowed ? (
                  <Button size="s" variant="subtle" onClick={() => setChoosing(true)}>
                    {say(names.chosen === null ? 'chosen_make' : 'chosen_change')}
                  </Button>
                ) : null}
                <Button
                  size="s"
                  variant="subtle"
                  onClick={() => (personal.length > 0 ? setListing(true) : setMaking('personal'))}
                >
                  {say('personal', { count: personal.length })}
                </Button>
              </div>
            </>
          ) : null}
          {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
        </div>
        <figure className={css.qr}>
          <Qr value={drawnLink ? linkAddress(drawnLink.code, drawnLink.kind) : roomAddress(room)} size={132} />
          <figcaption>{drawnLink ? (drawnLink.name ?? say(`qr.${drawnLink.kind}`)) : say('qr.guests')}</figcaption>
        </figure>
      </div>
      {listing ? (
        <PersonalLinks
          room={room}
          links={personal}
          textFor={textFor}
          onDraw={(link) => {
            setDrawn(link.id)
            setListing(false)
          }}
          onMake={() => setMaking('personal')}
          onClose={() => setListing(false)}
        />
      ) : null}
      {choosing && names ? (
        <ChooseLink key={names.chosen} room={room} names={names} onClose={() => setChoosing(false)} />
      ) : null}
      {making ? (
        <MakeLink
          room={room}
          kind={making}
          isRenewed={links.some(({ kind }) => kind === making)}
          onMade={() => {
            if (making === 'personal') setListing(true)
          }}
          onClose={() => setMaking(undefined)}
        />
      ) : null}
    </>
  )
}
