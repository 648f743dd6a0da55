import { IconLanguage, IconLogout, IconMoon, IconSelector, IconSun, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTell } from '#ground/queries.ts'
import { chooseTheme, useDark } from '#ground/theme.ts'
import { useChooseLanguage } from '#ground/useChooseLanguage.ts'
import { useOtherLanguage } from '#ground/useOtherLanguage.ts'
import { useSentence } from '#ground/useSentence.ts'
import { partWith, useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toasts.ts'
import css from './Shell.module.css'

const useItems = (): MenuItem[] => {
  const say = useWords('shell')
  const ui = useWords('ui')
  const sentence = useSentence()
  const navigate = useNavigate()
  const other = useOtherLanguage()
  const signOut = useTell('signOut')
  const dark = useDark()
  const look = { size: 19, stroke: 1.8 }
  const failed = { onError: (error: Error) => toast(sentence(error), 'error') }
  const choose = useChooseLanguage(failed.onError)
  const leave = async () => {
    await navigate({ to: '/' })
    partWith()
  }
  return [
    { label: say('account'), icon: <IconUserCircle {...look} />, onSelect: () => void navigate({ to: '/account' }) },
    {
      label: ui(dark ? 'light' : 'dark'),
      icon: dark ? <IconSun {...look} /> : <IconMoon {...look} />,
      onSelect: () => chooseTheme(dark ? 'light' : 'dark'),
    },
    {
      label: other.name,
      icon: <IconLanguage {...look} />,
      onSelect: () => choose(other.language),
    },
    {
      label: say('sign_out'),
      icon: <IconLogout {...look} />,
      onSelect: () => signOut.mutate({}, { ...failed, onSuccess: () => void leave() }),
    },
  ]
}

/** Oneself: the account, the theme, the language, the way out. A card in the sidebar, a face on a phone. */
export function MeMenu({ face }: { face?: boolean }) {
  const say = useWords('shell')
  const { me } = useWelcome()
  const items = useItems()
  if (!me) return null
  return (
    <Menu
      label={say('me')}
      items={items}
      trigger={(props) =>
        face ? (
          <button type="button" {...props} className={css.face}>
            <Avatar of={me} size={36} />
            <span className="sr">{`${say('me')}, ${me.name}`}</span>
          </button>
        ) : (
          <button type="button" {...props} className={css.me}>
            <Avatar of={me} size={34} />
            <span className="grow">
              <b className="clip">{me.name}</b>
              <span className="small muted clip">{me.email}</span>
            </span>
            <IconSelector size={17} stroke={1.8} />
          </button>
        )
      }
    />
  )
}
