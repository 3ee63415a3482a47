import { expect, it } from 'vitest';
import { withoutComments } from '../../integration/scripts/without-comments.mjs';

it.each([
  ['a docstring', '/** What it is. */\nexport const a = 1;\n', 'export const a = 1;\n'],
  ['a comment inside of a function', 'f(() => {\n    // Why.\n    g();\n});\n', 'f(() => {\n    g();\n});\n'],
  ['two comments in a row', '// One.\n// Two.\nf();\n', 'f();\n'],
])('takes out %s', (_, code, left) => {
  expect(withoutComments(code)).toBe(left);
});

it.each([
  ['an instruction', "import(/* @vite-ignore */ 'a');\n"],
  [
    'what looks like a comment in a text',
    "const url = 'https://a//b'; const t = `\n// no comment\n/** nor this */\n`;\n",
  ],
  ['what looks like a comment in a pattern', 'const a = /\\/\\/ *x/g.test(b);\n'],
])('leaves %s', (_, code) => {
  expect(withoutComments(code)).toBe(code);
});
