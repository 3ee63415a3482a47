/** What a visitor reads. */
export const LABELS = {
  /** `{seconds}` stands for the wait, counted down. */
  busy: 'Many people are watching. Next try in {seconds} s.',
  offline: 'You are offline. The video comes back with the connection.',
  denied: 'You are not allowed to watch this video.',
  stale: 'This page is out of date.',
  reload: 'Reload the page',
  gone: 'This video is no longer available.',
  failed: 'The picture could not be loaded.',
  error: 'This video cannot be loaded here.',
};

export type Labels = typeof LABELS;

/** The labels that hold for an element: ours, with those of the closest `labels` attribute (JSON) over them. */
export function labelsOf(element: Element): Labels {
  const own = element.closest('[labels]')?.getAttribute('labels');
  return { ...LABELS, ...(own ? (JSON.parse(own) as Partial<Labels>) : {}) };
}
