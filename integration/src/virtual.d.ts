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
    limits: { requests: number; reads: number; total: number; instances: number };
    hasAuthorize: boolean;
    /** Seconds. */
    authorizeTimeout: number;
  };
}

declare module 'virtual:vitrine/rules' {
  /** What the site's own files say, as far as it has them. */
  export const authorize: import('./shared/authorize.js').Authorize | undefined;
  export const visitor: import('./shared/authorize.js').Visitor | undefined;
  export const onEvent: import('./shared/events.js').OnEvent | undefined;
}

declare module 'virtual:vitrine/layout' {
  const Layout: (props: { title: string; description?: string | undefined; noindex?: boolean }) => unknown;
  export default Layout;
}
