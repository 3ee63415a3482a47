/** A video or a gallery that a line of Markdown shows, or what is wrong with that line. */
export type Embed = {
  /** The file and the line, as messages name them. */
  where: string;
} & (EmbeddedVideo | EmbeddedGallery | { kind: 'mistake'; message: string; advice: string });

export interface EmbeddedVideo {
  kind: 'video';
  id: string;
  access?: string | undefined;
  title?: string | undefined;
  caption?: string | undefined;
  chapters?: string[] | undefined;
  player?: boolean | undefined;
}

export interface EmbeddedGallery {
  kind: 'gallery';
  id: string;
  filter?: boolean | undefined;
}

/** Text of letters, digits, `%`, `.`, `-` and `_` alone: nothing that Markdown, HTML or JSX would change. */
export const packEmbed = (embed: Embed): string =>
  encodeURIComponent(JSON.stringify(embed)).replace(
    /[!'()*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );

export const unpackEmbed = (said: string): Embed => JSON.parse(decodeURIComponent(said)) as Embed;

/** What stands in HTML that was made of Markdown until the page is rendered. */
export const embedMark = (said: string): string => `<div data-vitrine-embed="${said}"></div>`;

const MARK = /<div data-vitrine-embed="?([\w%.-]+)"?\s*><\/div>/;

export const hasEmbeds = (html: string): boolean => html.includes('data-vitrine-embed=');

/** HTML without what it embeds. */
export const withoutEmbeds = (html: string): string => html.replace(new RegExp(MARK, 'g'), '');

/** HTML and, between its parts, what it embeds. */
export function embedsIn<Part>(
  html: string,
  text: (html: string) => Part,
  embed: (said: string) => Part,
): Part[] {
  return html.split(MARK).map((part, index) => (index % 2 === 0 ? text(part) : embed(part)));
}
