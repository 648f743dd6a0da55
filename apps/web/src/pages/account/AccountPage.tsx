import { AppPasswordList } from '#features/app-passwords'
import { LoginList } from '#features/logins'
import { PasswordForm, PictureForm, ProfileForm, ThemeChoice } from '#features/profile'
import { TokenList } from '#features/tokens'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Card } from '../../ui/Card.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import css from './AccountPage.module.css'
import type {} from './words.ts'

/** All that is one's own. */
export function AccountPage() {
  const say = useWords('account')
  const { me } = useWelcome()
  if (!me) return null
  return (
    <>
      <PageHead title={say('title')} sub={me.email} />
      <div className={css.body}>
        <div>
          <Card title={say('profile')}>
            <ProfileForm key={me.id} me={me} />
          </Card>
          <Card title={say('password')}>
            <PasswordForm />
          </Card>
        </div>
        <div>
          <Card title={say('picture')}>
            <PictureForm me={me} />
          </Card>
          <Card title={say('theme')}>
            <ThemeChoice />
            <p className={`${css.note} small muted`}>{say('theme_note')}</p>
          </Card>
          <Card title={say('logins')}>
            <LoginList />
          </Card>
          <Card title={say('app_passwords')}>
            <AppPasswordList />
          </Card>
          <Card title={say('tokens')}>
            <TokenList />
          </Card>
        </div>
      </div>
    </>
  )
}
