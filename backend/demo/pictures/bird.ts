/** The shop's mark: a small bird, kotori. */
export const bird = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<circle cx="32" cy="32" r="32" fill="#2f6f62"/>
<path d="M14 40c0-13 9-22 20-22 7 0 12 4 13 9l7 3-7 3c-1 11-9 18-19 18-4 0-8-1-11-3l-9 4z" fill="#faf6ec"/>
<path d="M24 38c2-7 8-11 15-11-1 8-6 13-15 11z" fill="#2f6f62" opacity=".55"/><circle cx="40" cy="25" r="2.4" fill="#22302c"/>
</svg>`;
