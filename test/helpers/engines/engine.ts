/** The keys that tests press. */
export type PressedKey = 'Enter' | 'Escape' | 'Tab' | 'ArrowLeft' | 'ArrowRight' | 'c';

/** What a page takes and gives as JSON. */
type Argument = string | number | boolean;

/** One page of one visitor. Presses are real input, as from mouse and keyboard. */
export interface Tab {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** As by the Back button; the page may still be on its way. */
  back(): Promise<void>;
  click(selector: string): Promise<void>;
  press(key: PressedKey): Promise<void>;
  type(selector: string, text: string): Promise<void>;
  /** Runs a function in the page, also where the page's own scripts are switched off. */
  evaluate<Result, Given extends Argument>(
    run: (given: Given) => Result,
    ...given: Given[]
  ): Promise<Awaited<Result>>;
  /** Runs a function in the frame that a selector finds. */
  evaluateIn<Result>(frame: string, run: () => Result): Promise<Awaited<Result>>;
  close(): Promise<void>;
}

export interface Visit {
  /** Whether the browser runs the scripts of pages. Default: true. */
  scripts?: boolean;
}

/** A browser that runs. */
export interface RunningEngine {
  version: string;
  /** A visitor of their own: nothing is stored yet. */
  visit(options?: Visit): Promise<Tab>;
  close(): Promise<void>;
}

export interface Engine {
  name: 'Chromium' | 'Firefox' | 'WebKit';
  /** How to install it, where it is missing. */
  missing?: string | undefined;
  /** Why the engine, as it is driven here, cannot show something. */
  cannot: { backForwardCache?: string };
  start(): Promise<RunningEngine>;
}

/** The viewport of all engines. */
export const VIEWPORT = { width: 1440, height: 900 };
