import { createLink } from '@tanstack/react-router'
import { ButtonAnchor } from './Button.tsx'

/** A button's look on a link to one of our pages. */
export const LinkButton = createLink(ButtonAnchor)
