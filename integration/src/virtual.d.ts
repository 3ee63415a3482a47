declare module 'virtual:vitrine/grant-secret' {
  export const grantSecret: string;
}

declare module 'virtual:vitrine/site' {
  /** The few options that are needed after the configuration was read. */
  export const site: {
    path: string;
    hosts: string[];
    collections: { videos: string; galleries: string };
    pool: { perVideo: number; total: number; maxAgeMinutes: number };
    hasAuthorize: boolean;
  };
}

declare module 'virtual:vitrine/layout' {
  const Layout: (props: { title: string; description?: string; noindex?: boolean }) => unknown;
  export default Layout;
}
