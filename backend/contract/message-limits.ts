/** What a message may hold. Apart from the fields, so that the browser programs need no zod to know it. */
export const messageLimit = 8000;
export const photosPerMessage = 10;
export const photoBytesLimit = 15 * 1024 * 1024;
