/** The author at her desk: she asks for the link, presses its button, and is in. */

import { arrivedMails } from "./post-office.ts";
import { everythingSent, post, visit } from "./visitor.ts";

const AUTHOR = "author@example.com";

/** The newest link to the desk, as mailed. */
export async function linkToDesk(): Promise<string> {
  await post("/admin/sign-in", { email: AUTHOR });
  await everythingSent();
  const links = (await arrivedMails(AUTHOR)).flatMap(({ text }) => text.match(/http\S+\/admin\/enter\?t=\S+/) ?? []);
  const link = links.at(-1);
  if (!link) throw new Error("No link to the desk arrived.");
  return link;
}

/** Presses the button behind the link. */
export function enterDesk(link: string): Promise<Response> {
  return post("/admin/enter", { t: new URL(link).searchParams.get("t") ?? "" });
}

/** The cookie that an answer sets, for the next request. */
export function sessionOf(answer: Response): string {
  return answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

/** The author signed in: asks for pages and sends forms with her session. */
export async function authorAtDesk() {
  const Cookie = sessionOf(await enterDesk(await linkToDesk()));
  return {
    Cookie,
    see: async (path: string) => (await visit(path, { headers: { Cookie } })).text(),
    visit: (path: string) => visit(path, { headers: { Cookie } }),
    post: (path: string, fields: Record<string, string>) => post(path, fields, { Cookie }),
    /** A form with a file. */
    send: (path: string, body: FormData) => visit(path, { method: "POST", body, headers: { Cookie } }),
  };
}
