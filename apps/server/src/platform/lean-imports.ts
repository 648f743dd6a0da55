import { registerHooks } from 'node:module'

/**
 * Drizzle's modules import one another in a ring. Linked as ES modules they cost Node a quarter of a gigabyte and more
 * than half a second at every start; its CommonJS build, which is the same code, a tenth of both. Import this first.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (!/^drizzle-orm(\/|$)/.test(specifier)) return next(specifier, context)
    const conditions = context.conditions.map((condition) => (condition === 'import' ? 'require' : condition))
    return next(specifier, { ...context, conditions })
  },
})
