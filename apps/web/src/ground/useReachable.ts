import { useSyncExternalStore } from 'react'
import { isReachable, onReachable } from './reachable.ts'

export const useReachable = () => useSyncExternalStore(onReachable, isReachable)
