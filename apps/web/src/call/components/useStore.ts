import { useSyncExternalStore } from 'react'
import type { Readable } from '../store.ts'

/** Reads a view model's value, and draws again when it becomes another. */
export const useStore = <T>(source: Readable<T>): T => useSyncExternalStore(source.subscribe, source.get, source.get)
