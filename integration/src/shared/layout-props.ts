/** What the layout that the `layout` option names is given; the page stands in its default slot. */
export interface LayoutProps {
  title: string;
  description?: string | undefined;
  /** Keeps the page out of search engines. */
  noindex?: boolean | undefined;
  /** Whole addresses, where the site says its own: of the page, and of its picture for social previews. */
  canonical?: string | undefined;
  image?: string | undefined;
  /** The neighbouring pages of a long gallery. */
  previous?: string | undefined;
  next?: string | undefined;
}
