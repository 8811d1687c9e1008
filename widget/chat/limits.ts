/** As contract/fields.ts has them; that file needs zod, which never reaches a shop's page (a test compares the two). */
export const messageLimit = 8000;
export const photosPerMessage = 10;
export const photoBytesLimit = 15 * 1024 * 1024;
export const ratingWordsLimit = 1000;
