declare module 'virtual:vitrine/grant-secret' {
  export const grantSecret: string;
}

declare module 'virtual:vitrine/site' {
  /** The options that are needed after the configuration was read. */
  export const site: Omit<
    import('../options.js').ResolvedOptions,
    'layout' | 'card' | 'authorize' | 'events'
  > & {
    hasAuthorize: boolean;
    /** What every page of the site stands below, such as `/en`; mostly nothing. */
    locale: string;
    /** Whether Astro keeps pages from the build before. */
    incremental: boolean;
    /** Where pictures come from as far as no video says otherwise. */
    mediaOrigin?: string;
    /** Whether the pages of galleries are ours. */
    galleryPages: boolean;
  };
}

declare module 'virtual:vitrine/narrowed' {
  export const narrowed: import('../grants/narrowed.js').Narrowed;
}

declare module 'virtual:vitrine/rules' {
  /** What the site's own files say, as far as it has them. */
  export const authorize: import('../types.js').Authorize | undefined;
  export const visitor: import('../types.js').Visitor | undefined;
  export const onEvent: import('../types.js').OnEvent | undefined;
}

declare module 'virtual:vitrine/card' {
  const Card: (props: import('../types.js').CardProps) => unknown;
  export default Card;
}

declare module 'virtual:vitrine/layout' {
  const Layout: (props: import('../types.js').LayoutProps) => unknown;
  export default Layout;
}
