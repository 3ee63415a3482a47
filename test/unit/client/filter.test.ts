import { expect, it } from 'vitest';
import { finds } from '../../../integration/src/client/lazy/filter.js';

it.each<[string, string]>([
  ['second', 'Designing for the Second Glance'],
  ['GLANCE design', 'Designing for the Second Glance'],
  ['elegie', 'Élégie für Webstühle'],
  ['webstuhle', 'Élégie für Webstühle'],
  ['für', 'Elegie fur Webstuhle'],
  ['東京', '東京の夜'],
])('%s finds %s', (query, text) => {
  expect(finds(query, text)).toBe(true);
});

it.each<[string, string]>([
  ['glance third', 'Designing for the Second Glance'],
  ['.*', 'Designing for the Second Glance'],
])('%s does not find %s', (query, text) => {
  expect(finds(query, text)).toBe(false);
});
