/**
 * Text in one spelling, whoever wrote it: an accent can be a character with its letter or one of its own, and file names
 * of a Mac come with the latter.
 */
export const nfc = (text: string): string => text.normalize('NFC');
