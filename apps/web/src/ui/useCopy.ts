import { useEffect, useState } from 'react'
import { copyText } from './copy-text.ts'

/** Copies, and says for two seconds that it did. */
export const useCopy = () => {
  const [copied, setCopied] = useState(0)
  useEffect(() => {
    if (copied === 0) return undefined
    const timer = setTimeout(() => setCopied(0), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (text: string) => {
    await copyText(text)
    setCopied((count) => count + 1)
  }
  return { copied: copied > 0, copy: (text: string) => void copy(text) }
}
