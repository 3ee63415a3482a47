/** What stands between the two lines of hyphens, as Astro finds it. */
const FRONT_MATTER = /(?:^\uFEFF?|^\s*\n)---([\s\S]*?\n)---/;

/** The front matter of a Markdown file, with as many empty lines before it that its lines have their numbers. */
export function numberedFrontMatter(contents: string): string | undefined {
  const found = FRONT_MATTER.exec(contents);
  if (!found) return undefined;
  const [whole, text = ''] = found;
  const linesBefore = contents.slice(0, found.index + whole.indexOf('---')).split('\n').length - 1;
  return '\n'.repeat(linesBefore) + text;
}

/** What of a file is data: the front matter of Markdown, all of any other. */
export const dataText = (contents: string, fileName: string): string | undefined =>
  /\.(?:md|markdown|mdx|mdown|mkdn|mkd|mdwn)$/i.test(fileName) ? numberedFrontMatter(contents) : contents;
