const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON that has as many bytes as characters: what is not ASCII is escaped. */
export const asciiJson = (value: unknown): string => JSON.stringify(value).replace(/[^\0-\x7f]/g, escaped);
