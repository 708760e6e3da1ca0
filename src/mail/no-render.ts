/** Stands in for @react-email/render in the bundle (see [alias] in wrangler.toml): mails are compiled before they get here. */
export function render(): never {
  throw new Error("Mails are rendered by `npm run compile`, never in the Worker.");
}
