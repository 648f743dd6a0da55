import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    profile: typeof fr
  }
}

export { ProfileForm } from './components/ProfileForm.tsx'
export { PictureForm } from './components/PictureForm.tsx'
export { PasswordForm } from './components/PasswordForm.tsx'
export { ThemeChoice } from './components/ThemeChoice.tsx'
