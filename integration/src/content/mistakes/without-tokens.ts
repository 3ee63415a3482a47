import { withoutTokens } from '../../contract/pasted-video.js';
import { isMapping } from '../fields/absent.js';

/** Front matter with the tokens of pasted addresses taken out: Astro keeps it as it is beside the rendered text. */
export function dataWithoutTokens<Data>(data: Data): Data {
  if (typeof data === 'string') return withoutTokens(data) as Data;
  if (Array.isArray(data)) return data.map(dataWithoutTokens) as Data;
  if (!isMapping(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, dataWithoutTokens(value)]),
  ) as Data;
}
