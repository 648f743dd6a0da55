import { textLengths } from '@amphi/contract/limits'

/** What one writes to get in; what a form does not ask for is not there. */
export interface Written {
  email?: string
  name?: string
  password?: string
  newPassword?: string
}

/** Of each field, the word for what is wrong with it: said by the form, for a browser’s own bubbles speak its own words. */
export const fieldProblems = ({ email, name, password, newPassword }: Written) => {
  const address = email?.trim()
  return {
    email:
      address === ''
        ? ('email_needed' as const)
        : address === undefined || /^[^\s@]+@[^\s@]+\.[^\s@.]+$/u.test(address)
          ? undefined
          : ('email_incomplete' as const),
    name: name?.trim() === '' ? ('name_needed' as const) : undefined,
    password:
      password === '' || newPassword === ''
        ? ('password_needed' as const)
        : newPassword !== undefined && newPassword.length < textLengths.password.min
          ? ('password_short' as const)
          : undefined,
  }
}
