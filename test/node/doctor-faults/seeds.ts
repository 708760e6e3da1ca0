/** How a live house is broken in one place, for the faults that the doctor has to find. */

import type { Means } from "../../../src/cli/doctor/means.ts";
import { accountDomain } from "../../../src/local/post-office/account.ts";
import { type House, SENDER } from "../healthy-house.ts";

export type Fault = {
  readonly fault: string;
  readonly line: string;
  readonly says: RegExp;
  readonly fix: RegExp;
  /** Checks that rest on what is broken. */
  readonly unasked?: readonly string[];
  readonly seed: (house: House) => unknown;
};

const MINUTE = 60_000;

export function means(change: Partial<Means>): Fault["seed"] {
  return (house) => {
    house.means = { ...house.means, ...change };
  };
}

export function setting(change: Readonly<Record<string, string | undefined>>): Fault["seed"] {
  return (house) => {
    house.means = { ...house.means, settings: { ...house.means.settings, ...change } };
  };
}

/** What stands in DNS under a name, instead of what stood there. */
export function dns(name: string, type: "TXT" | "MX", ...texts: string[]): Fault["seed"] {
  return (house) => {
    const others = (house.zone ?? []).filter((record) => record.name !== name || record.type !== type);
    house.zone = [...others, ...texts.map((data) => ({ name, type, data }))];
  };
}

export function domain(change: Readonly<Record<string, unknown>>): Fault["seed"] {
  return (house) => {
    house.account.domains = [{ ...accountDomain(SENDER), ...change }];
  };
}

export function webhook(change: Readonly<Record<string, unknown>>): Fault["seed"] {
  return (house) => {
    house.account.webhooks = house.account.webhooks.map((one) => ({ ...(one as object), ...change }));
  };
}

export function site(path: string, status: number, headers: Record<string, string> = {}, body = ""): Fault["seed"] {
  return (house) => {
    house.site = ({ pathname }) => (pathname === path ? new Response(body, { status, headers }) : undefined);
  };
}

export function ago(minutes: number): number {
  return Date.now() - minutes * MINUTE;
}
