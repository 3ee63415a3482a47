import { describe, expect, it } from 'vitest';
import { markEmbeds } from '../../../../integration/src/content/embeds/embed-lines.js';
import { withoutEmbeddedTokens } from '../../../../integration/src/content/embeds/without-tokens.js';
import { type Embed, unpackEmbed } from '../../../../integration/src/contract/embed.js';

const ID = 'vi4k0jvEUuaTdRAEjQ4Jfrgz';
const LINE = `::video[${ID}]`;

/** A mark as a test reads it: where its line is, or what is wrong there. */
function shown(said: string): string {
  const embed: Embed = unpackEmbed(said);
  return embed.kind === 'mistake' ? `<${embed.where} ${embed.message}>` : `<${embed.where} ${embed.kind}>`;
}
const marked = (source: string, mdx = false) =>
  markEmbeds(source, { mdx, where: (line) => `:${line}`, mark: shown });

describe('a line of its own', () => {
  it.each([
    ['as a whole text', LINE, '<:1 video>'],
    ['below front matter', `---\ntitle: A\n---\n\n${LINE}\n`, '---\ntitle: A\n---\n\n<:5 video>\n'],
    ['right below a heading', `# A\n${LINE}\ntext`, '# A\n<:2 video>\n\ntext'],
    ['amid a paragraph', `one\n${LINE}\ntwo`, 'one\n\n<:2 video>\n\ntwo'],
    ['amid a paragraph, indented', `one\n      ${LINE}`, 'one\n\n<:2 video>'],
    ['above a line of hyphens', `${LINE}\n---\n`, '<:1 video>\n\n---\n'],
    ['below another', `${LINE}\n::gallery[a]\n`, '<:1 video>\n\n\n<:2 gallery>\n'],
    ['in a list', `- ${LINE}\n- two\n  ${LINE}`, '- <:1 video>\n\n- two\n\n  <:3 video>'],
    ['in a quotation', `> ${LINE}\n> two`, '> <:1 video>\n>\n> two'],
    ['with emphasis in it', `::video[${ID}]{title="a *b* c_d_"}`, '<:1 video>'],
    ['with line ends of Windows', `one\r\n\r\n${LINE}\r\n`, 'one\n\n<:3 video>\n'],
    ['inside of a container', `:::tip\n${LINE}\n:::`, ':::tip\n\n<:2 video>\n\n:::'],
    [
      'right below HTML',
      `<div>\n${LINE}\n</div>`,
      '<div>\n\n<:2 `::video` stands right below HTML, which Markdown takes for a part of it>\n\n</div>',
    ],
    ['between HTML', `<div>\n\n${LINE}\n\n</div>`, '<div>\n\n<:3 video>\n\n</div>'],
  ])('%s', async (_, source, result) => {
    expect(await marked(source)).toBe(result);
  });

  it.each([
    ['by a fence', `\`\`\`md\n${LINE}\n\`\`\``],
    ['by a fence that is not closed', `~~~\n${LINE}\n`],
    ['by a fence in a list', `- one\n\n  \`\`\`\n  ${LINE}\n  \`\`\``],
    ['by indentation', `one\n\n    ${LINE}\n`],
    ['in HTML', `<pre>\n${LINE}\n</pre>`],
    ['in a comment', `<!--\n${LINE}\n-->`],
    ['in front matter', `---\ntext: |\n  ${LINE}\n---\n\nText.`],
    ['within a line', `See ${LINE}.`],
    ['as a heading', `# ${LINE}`],
    ['escaped', `\\${LINE}`],
  ])('stays as it is %s', async (_, source) => {
    expect(await marked(source)).toBeUndefined();
  });

  it.each([
    [
      'indented, as MDX has no code of this form',
      `<Tabs>\n    ${LINE}\n</Tabs>`,
      '<Tabs>\n\n<:2 video>\n\n</Tabs>',
    ],
    ['with braces, which MDX would run', `${LINE}{title="A"}`, '<:1 video>'],
  ])('in MDX, %s', async (_, source, result) => {
    expect(await marked(source, true)).toBe(result);
  });

  it('in MDX stays as it is in code', async () => {
    expect(await marked(`\`\`\`\n${LINE}\n\`\`\``, true)).toBeUndefined();
  });
});

it('what is said comes back whole', async () => {
  const title = `“A” & 'b' <c> (d)! ~*_\` é 100% {e}`;
  let packed = '';
  await markEmbeds(`::video[${ID}]{title="${title}"}`, {
    mdx: false,
    where: () => 'a.md:1',
    mark(said) {
      packed = said;
      return '';
    },
  });
  expect(packed).toMatch(/^[\w%.-]+$/);
  expect(unpackEmbed(packed)).toEqual({ kind: 'video', id: ID, title, where: 'a.md:1' });
});

it('tokens of pasted addresses are taken out of such lines, and of no others', () => {
  const address = `https://embed.api.video/vod/${ID}?token=0f0e8c9b-1111-4222-8333-444455556666`;
  const text = `A token=abc.\n::video[${address}]{title="A"}\n- :::vidoe(${address})\n> ::video ${address}\nSet token=def.`;
  expect(withoutEmbeddedTokens(text)).toBe(text.replaceAll('0f0e8c9b-1111-4222-8333-444455556666', ''));
});
