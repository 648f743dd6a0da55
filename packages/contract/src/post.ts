/** The problem of a letter whose mail server is not reached: it is tried again. Else it is what that server said. */
export const postSilent = 'post.silent'
