/** The addresses of the outbox: which mail is open, and how one looks at it. */

import type { Room } from "../room.ts";

export const VIEWS = ["mail", "beside", "text", "links", "headers", "source"] as const;
export type View = (typeof VIEWS)[number];

export const LOOKS = ["narrow", "dark", "inverted", "plain"] as const;
/**
 * Narrow: as wide as a phone. Dark: for a reader in dark mode. Inverted: in an app that makes every mail dark by itself.
 * Plain: without images. They can be combined.
 */
export type Look = (typeof LOOKS)[number];

export type Place = { readonly mailId: string | undefined; readonly view: View; readonly looks: readonly Look[] };

export function readPlace(query: Record<string, string | undefined>): Place {
  const asked = (query.look ?? "").split(",");
  return {
    mailId: query.mail,
    view: VIEWS.find((view) => view === query.view) ?? "mail",
    looks: LOOKS.filter((look) => asked.includes(look)),
  };
}

export function placeUrl(room: Room, mailId: string, view: View = "mail", looks: readonly Look[] = []): string {
  const query = new URLSearchParams({ mail: mailId });
  if (view !== "mail") query.set("view", view);
  if (looks.length > 0) query.set("look", looks.join(","));
  return `${homeUrl(room)}?${query.toString().replaceAll("%2C", ",")}`;
}

export function homeUrl(room: Room): string {
  return `${room.base}/`;
}

export function toggled(looks: readonly Look[], look: Look): Look[] {
  return LOOKS.filter((each) => looks.includes(each) !== (each === look));
}
