import { type SubmitEvent, useState } from 'react'
import { useWords } from '#ground/words.ts'
import { fieldProblems, type Written } from './field-problems.ts'

const order = ['email', 'name', 'password'] as const

/** What is wrong with the fields of a form, said once it was sent; the first of them has the focus then. */
export const useFields = (written: Written) => {
  const say = useWords('logins')
  const [sent, setSent] = useState(false)
  const problems = fieldProblems(written)
  const errorOf = (field: (typeof order)[number]) => {
    const problem = sent ? problems[field] : undefined
    return problem && say(problem)
  }
  return {
    errors: { email: errorOf('email'), name: errorOf('name'), password: errorOf('password') },
    /** Whether it may go; else it says why not. */
    mayGo: ({ currentTarget }: SubmitEvent<HTMLFormElement>) => {
      setSent(true)
      const wrong = order.find((field) => problems[field])
      const field = wrong && currentTarget.elements.namedItem(wrong)
      if (field instanceof HTMLElement) field.focus()
      return wrong === undefined
    },
  }
}
