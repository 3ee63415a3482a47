/** The command line asks for something that does not exist: exit code 2, a message, no stack. */
export class UsageError extends Error {
  override name = 'UsageError';
}
