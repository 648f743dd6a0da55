import { IconBuildingBank, IconChevronDown, IconUserMinus, IconUsers } from '@tabler/icons-react'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import type { Resource, ResourceDetail, ResourceGrant, ResourceLevel } from '@amphi/contract/resources'
import { type ReactNode, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Rows } from '#ui/Rows.tsx'
import { Select } from '#ui/Select.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { announce, toast } from '#ui/toasts.ts'
import {
  useChangeResource,
  useResource,
  useResourceGrants,
  useShareResource,
  useWithdrawResourceGrant,
} from '../queries.ts'
import { Outsiders } from './Outsiders.tsx'
import css from './resources.module.css'

const levels = ['book', 'see', 'change', 'share'] as const satisfies readonly ResourceLevel[]

/** With whom: people and groups of the house. */
interface Sharers {
  users: readonly UserId[]
  groups: readonly GroupId[]
}

/** What one may do, behind a button that says it. */
function LevelMenu({
  name,
  level,
  busy,
  last,
  onLevel,
}: {
  name: string
  level: ResourceLevel | null
  busy: boolean
  /** What stands under the levels: the way to none. */
  last: MenuItem
  onLevel: (level: ResourceLevel) => void
}) {
  const say = useWords('resources')
  const shown = say(level === null ? 'level.nothing' : `level.${level}`)
  return (
    <Menu
      label={say('rights.change', { name })}
      items={[
        ...levels.map((it) => ({
          label: say(`level.${it}`),
          checked: it === level,
          onSelect: () => onLevel(it),
        })),
        last,
      ]}
      trigger={(props) => (
        <Button
          {...props}
          size="s"
          busy={busy}
          aria-label={say('level.of', { name, level: shown })}
          iconEnd={<IconChevronDown size={16} stroke={2} />}
        >
          {shown}
        </Button>
      )}
    />
  )
}

/** What everybody of the institution may do. */
function Everyone({ resource: { id, everyone } }: { resource: ResourceDetail }) {
  const say = useWords('resources')
  const sentence = useSentence()
  const change = useChangeResource()
  const tell = (level: ResourceLevel | null) =>
    change.mutate(
      { params: { resourceId: id }, body: { everyone: level } },
      { onError: (error) => toast(sentence(error), 'error') },
    )
  return (
    <li>
      <span className={css.face} aria-hidden="true">
        <IconBuildingBank size={20} stroke={1.8} />
      </span>
      <span className={css.who}>
        <b>{say('everyone')}</b>
      </span>
      <LevelMenu
        name={say('everyone')}
        level={everyone}
        busy={change.isPending}
        last={{ label: say('level.nothing'), checked: everyone === null, onSelect: () => tell(null) }}
        onLevel={tell}
      />
    </li>
  )
}

function Row({ resourceId, grant }: { resourceId: Resource['id']; grant: ResourceGrant }) {
  const say = useWords('resources')
  const sentence = useSentence()
  const share = useShareResource()
  const withdraw = useWithdrawResourceGrant()
  const { to, level } = grant
  const onError = (error: Error) => toast(sentence(error), 'error')
  return (
    <li>
      {to.kind === 'person' ? (
        <Avatar of={to} size={36} />
      ) : (
        <span className={css.face} aria-hidden="true">
          <IconUsers size={20} stroke={1.8} />
        </span>
      )}
      <span className={css.who}>
        <b>{to.name}</b>
        {to.kind === 'group' ? <span className="muted small">{say('members', { count: to.members })}</span> : null}
      </span>
      <LevelMenu
        name={to.name}
        level={level}
        busy={share.isPending || withdraw.isPending}
        last={{
          label: say('withdraw'),
          icon: <IconUserMinus size={19} stroke={1.8} />,
          danger: true,
          onSelect: () =>
            withdraw.mutate(
              { params: { resourceId, resourceGrantId: grant.id } },
              { onError, onSuccess: () => announce(say('withdrawn', { name: to.name })) },
            ),
        }}
        onLevel={(next) =>
          share.mutate(
            {
              params: { resourceId },
              body: { level: next, ...(to.kind === 'person' ? { users: [to.id] } : { groups: [to.id] }) },
            },
            { onError },
          )
        }
      />
    </li>
  )
}

interface Props {
  resourceId: Resource['id']
  picked: Sharers
  onShared: () => void
  /** What finds people and groups by name. */
  children: ReactNode
}

function Rights({ resourceId, picked, onShared, children }: Props) {
  const say = useWords('resources')
  const sentence = useSentence()
  const { data: resource } = useResource(resourceId)
  const { data: grants, error } = useResourceGrants(resourceId)
  const share = useShareResource()
  const [level, setLevel] = useState<ResourceLevel>('book')
  const many = picked.users.length + picked.groups.length
  const submit = () =>
    share.mutate(
      { params: { resourceId }, body: { users: [...picked.users], groups: [...picked.groups], level } },
      {
        onSuccess: () => {
          onShared()
          announce(say('shared'))
        },
      },
    )
  return (
    <div className={css.rights}>
      {children}
      {many > 0 ? (
        <div className={css.deed}>
          <Select
            label={say('share.as')}
            className="grow"
            value={level}
            onChange={setLevel}
            options={levels.map((value) => ({ value, label: say(`level.${value}`) }))}
          />
          <Button variant="filled" busy={share.isPending} onClick={submit}>
            {say('share.do')}
          </Button>
        </div>
      ) : null}
      {share.error ? <Notice tone="error">{sentence(share.error)}</Notice> : null}
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      {grants || error ? null : <Skeleton rows={2} />}
      {grants && resource ? (
        <Rows label={say('rights.list')}>
          {resource.can.configure ? <Everyone resource={resource} /> : null}
          {grants.map((grant) => (
            <Row key={grant.id} resourceId={resourceId} grant={grant} />
          ))}
        </Rows>
      ) : null}
      {resource?.can.configure ? <Outsiders resource={resource} /> : null}
    </div>
  )
}

/** Who may book it, or more, as a part of its page. */
export function ResourceRights(props: Props) {
  const say = useWords('resources')
  return (
    <Card title={say('rights')} className={css.card}>
      <p className={`${css.intro} muted`}>{say('rights_text')}</p>
      <Rights {...props} />
    </Card>
  )
}

/** The same in a window, for whoever may share it and set up nothing else. */
export function ShareResource({
  resource,
  onClose,
  ...props
}: Omit<Props, 'resourceId'> & {
  resource: Pick<Resource, 'id' | 'name'>
  onClose: () => void
}) {
  const say = useWords('resources')
  return (
    <Dialog title={say('share.title', { name: resource.name })} sub={say('rights_text')} width={560} onClose={onClose}>
      <Rights resourceId={resource.id} {...props} />
    </Dialog>
  )
}
