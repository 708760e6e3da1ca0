import { env, exports } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { current } from "./support/current.ts";

test("smoke", async () => {
  const r = await exports.default.fetch("http://localhost:8787/");
  expect(r.status).toBe(200);
  const p = await exports.default.fetch("http://localhost:8787/signup", {
    method: "POST",
    body: new URLSearchParams({ email: "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", consent: "yes" }),
  });
  expect(p.status).toBe(200);
  const mails = await vi.waitUntil(
    async () => {
      const m = (await (await fetch(`${current.room}/_local/mails`)).json()) as any[];
      return m.length && m;
    },
    { timeout: 5000 },
  );
  const link = mails[0].text.match(/http\S+confirm\S+/)[0];
  const q = await exports.default.fetch(link, { method: "POST" });
  console.log(q.status, (await q.text()).slice(-900));
  const all = await vi.waitUntil(
    async () => {
      const m = (await (await fetch(`${current.room}/_local/mails`)).json()) as any[];
      return m.length > 1 && m;
    },
    { timeout: 5000 },
  );
  console.log(all.map((m: any) => [m.to, m.subject, m.headers, m.tags]));
  console.log(
    (await (env as any).DB.prepare("select * from enrollments").all()).results,
    (await (env as any).DB.prepare("select * from deliveries").all()).results,
  );
});
