declare module 'virtual:vitrine/grant-secret' {
  export const grantSecret: string;
}

declare module 'virtual:vitrine/site' {
  /** The options that are needed after the configuration was read. */
  export const site: Omit<import('./build/options.js').ResolvedOptions, 'layout' | 'authorize' | 'events'> & {
    hasAuthorize: boolean;
  };
}

declare module 'virtual:vitrine/rules' {
  /** What the site's own files say, as far as it has them. */
  export const authorize: import('./shared/authorize.js').Authorize | undefined;
  export const visitor: import('./shared/authorize.js').Visitor | undefined;
  export const onEvent: import('./shared/events.js').OnEvent | undefined;
}

declare module 'virtual:vitrine/layout' {
  const Layout: (props: {
    title: string;
    description?: string | undefined;
    /** Keeps the page out of search engines. */
    noindex?: boolean;
    /** Whole addresses, where the site says its own: of the page, and of its picture for social previews. */
    canonical?: string | undefined;
    image?: string | undefined;
    /** The neighbouring pages of a long gallery. */
    previous?: string | undefined;
    next?: string | undefined;
  }) => unknown;
  export default Layout;
}
