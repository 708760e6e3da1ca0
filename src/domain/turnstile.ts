/** What the page, the server and the stand-in agree on about Turnstile. */

/** What a token is for: Turnstile writes it into the token, and the server asks for it. */
export const TURNSTILE_ACTION = "signup";

/** The field that its script adds to a form. */
export const TURNSTILE_FIELD = "cf-turnstile-response";

/** Where the script and its frame come from, and where tokens are verified. */
export const TURNSTILE_ORIGIN = "https://challenges.cloudflare.com";

/** Draws a widget into every element of the class `cf-turnstile`. */
export const TURNSTILE_SCRIPT = `${TURNSTILE_ORIGIN}/turnstile/v0/api.js`;
