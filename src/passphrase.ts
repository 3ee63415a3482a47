/** The word that opens the members area; a real site has accounts. */
export const passphrase = (): string => process.env.DEMO_PASSPHRASE ?? 'shuttle';
