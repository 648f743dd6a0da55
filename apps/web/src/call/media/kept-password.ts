import type { Scope } from '../scope.ts'
import { createStore, type Store } from '../store.ts'
import { stored } from './stored.ts'

/** The password of a room as one typed it, for as long as the tab is open: a reload must not ask again. */
export const createKeptPassword = (scope: Scope, code: string): Store<string> => {
  const key = `amphi.password.${code}`
  const password = createStore(stored(() => sessionStorage.getItem(key)) ?? '')
  scope.onEnd(password.subscribe(() => void stored(() => sessionStorage.setItem(key, password.get()))))
  return password
}
