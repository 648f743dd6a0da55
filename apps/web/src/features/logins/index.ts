import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    logins: typeof fr
  }
}

export { SignInForm } from './components/SignInForm.tsx'
export { ConfirmEmail } from './components/ConfirmEmail.tsx'
export { AccountLinkForm } from './components/AccountLinkForm.tsx'
export { ForgottenForm } from './components/ForgottenForm.tsx'
export { LoginList } from './components/LoginList.tsx'
export { useReadLink } from './queries.ts'
export { safeNext } from './safe-next.ts'
