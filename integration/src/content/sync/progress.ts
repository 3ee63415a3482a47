// Ours, since `cli-progress` with its dependencies is 173 kB for these few lines, and writes none where there is no terminal.

/** What shows how far the reading of pages is. */
export interface Progress {
  page(read: number, pages: number): void;
  /** Takes the bar away, so that what is printed next stands on a line of its own. */
  end(): void;
}

/** The part of a terminal that is used. */
export interface Terminal {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}

/** Lines in all, where there is no bar. */
const LINES = 4;

/** A bar on a terminal, a few plain lines in CI and in files; nothing for a single page. */
export function createProgress(
  logger: { info(message: string): void },
  terminal: Terminal,
  isPlain: boolean,
): Progress {
  return terminal.isTTY && !isPlain ? bar(terminal) : lines(logger);
}

function lines(logger: { info(message: string): void }): Progress {
  let shown = 0;
  return {
    page(read, pages) {
      const part = Math.floor((read / pages) * LINES);
      if (pages === 1 || part === shown) return;
      shown = part;
      if (part > 0) logger.info(`read ${read} of ${pages} pages`);
    },
    end() {},
  };
}

const WIDTH = 24;
/** To the end of the screen, from where the cursor is. */
const CLEAR = '\x1b[J';
const UP = '\x1b[A\r';

/**
 * Stands on the line below the cursor, so that whatever else is printed meanwhile begins on a line of its own and
 * leaves the bar behind it.
 */
function bar(terminal: Terminal): Progress {
  let shown = -1;
  return {
    page(read, pages) {
      const filled = Math.round((read / pages) * WIDTH);
      if (pages === 1) return;
      const text = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${read} of ${pages} pages`;
      shown = read;
      terminal.write(`${CLEAR}\n${text.slice(0, (terminal.columns ?? 80) - 1)}${UP}`);
    },
    end() {
      if (shown >= 0) terminal.write(CLEAR);
      shown = -1;
    },
  };
}
