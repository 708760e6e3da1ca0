/** Stands in for the parts of the resend SDK that we never call (see [alias] in wrangler.toml), so that the Worker stays small. */

/** In place of `@react-email/render`: mails are compiled before they get here. */
export function render(): never {
  throw new Error("Mails are rendered by `npm run compile`, never in the Worker.");
}

/** In place of `postal-mime`: we receive no mail. */
export default {
  parse(): never {
    throw new Error("This Worker does not receive mail.");
  },
};
