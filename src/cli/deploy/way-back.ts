/** How to undo a deploy: the code by itself, and the database only where it must be. */

/** `bookmark`: of the database just before its migrations, if wrangler told one. */
export function wayBackWords(bookmark: string | null): string {
  const database =
    bookmark === null
      ? "npx wrangler d1 time-travel info DB (tells where the database stood)"
      : `npx wrangler d1 time-travel restore DB --bookmark=${bookmark}`;
  return [
    "npx wrangler rollback (takes the code back). The database need not go with it: migrations only add, and the version before runs on them.",
    `  If rows themselves went wrong: npm run backup -- --remote, pause at /admin/sending, ${database},`,
    "  then mark and reconcile as the README says under Backing up and restoring, so that nobody gets a mail twice.",
  ].join("\n");
}
