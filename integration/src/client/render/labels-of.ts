import { LABELS, type Labels } from '../../contract/labels.js';

/** The labels that hold for an element: ours, with those of the closest `labels` attribute (JSON) over them. */
export function labelsOf(element: Element): Labels {
  const own = element.closest('[labels]')?.getAttribute('labels');
  return { ...LABELS, ...(own ? (JSON.parse(own) as Partial<Labels>) : {}) };
}

/** Where visitors of a gallery sign in, if the site says so. */
export const signInOf = (element: Element): string | null | undefined =>
  element.closest('[sign-in]')?.getAttribute('sign-in');
