export interface Usage {
  /** Bytes in use. */
  heap: number;
  /** Microseconds of processor time since the start. */
  cpu: number;
}

/** What the server of a bench site uses; `collect` has it throw away first what nothing needs any more. */
export async function usage(origin: string, collect = false): Promise<Usage> {
  return (await (await fetch(`${origin}/bench/usage${collect ? '?collect' : ''}`)).json()) as Usage;
}
