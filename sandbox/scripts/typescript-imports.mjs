// Lets Node run TypeScript as it is: "./name.js" finds "./name.ts" where there is no other, and a workspace package
// that is not compiled its source.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!error.url?.endsWith('.js')) throw error;
      return next(
        error.url.replace(/(\/node_modules\/[^/]+)\/dist\//, '$1/src/').replace(/js$/, 'ts'),
        context,
      );
    }
  },
});
