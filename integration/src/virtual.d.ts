declare module 'virtual:vitrine/grant-secret' {
  export const grantSecret: string;
}

declare module 'virtual:vitrine/site' {
  /** The few options that are needed after the configuration was read. */
  export const site: {
    path: string;
    hosts: string[];
    thumbnails: 'token' | 'relay';
    collections: { videos: string; galleries: string };
    pool: { perVideo: number; total: number; maxAgeMinutes: number };
    hasAuthorize: boolean;
    /** Seconds. */
    authorizeTimeout: number;
  };
}

declare module 'virtual:vitrine/authorize' {
  /** The site's rule, if it has one. */
  export const authorize: import('./shared/authorize.js').Authorize | undefined;
}

declare module 'virtual:vitrine/layout' {
  const Layout: (props: { title: string; description?: string; noindex?: boolean }) => unknown;
  export default Layout;
}
