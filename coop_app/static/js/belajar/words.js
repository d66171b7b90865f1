// The sentences of the page's language; the server fills them in when it bundles the script.
export const WORDS = {};
