/** The sheet of the author's desk: her places at the top, the way out at the end. */

import type { PropsWithChildren } from "hono/jsx";
import { Mark } from "../illustrations.tsx";
import { Layout, type PageProps } from "../layout.tsx";
import { deskStyles } from "./styles.ts";

/** Everything the desk has, in the order of its list. */
const PLACES = [
  ["/admin", "今日"],
  ["/admin/funnel", "人の歩み"],
  ["/admin/stuck", "止まっている人"],
  ["/admin/consultations", "相談"],
  ["/admin/sending", "送信"],
  ["/admin/plan", "予定"],
  ["/admin/simulate", "日どり"],
] as const satisfies readonly (readonly [path: string, name: string])[];

export type DeskProps = PageProps & {
  /** Who let her in: a session can be ended here, Cloudflare Access has its own way out. */
  by: "session" | "access";
};

type FrameProps = PropsWithChildren<DeskProps & { title: string; path: string }>;

/** `path`: where the page is, or the place that it belongs to. */
export function DeskFrame({ site, by, title, path, children }: FrameProps) {
  const desk = { styles: deskStyles, header: <Top path={path} />, footer: <End by={by} /> };
  return (
    <Layout site={site} title={`${title}｜作業台`} robots="noindex" desk={desk}>
      <div class="desk">
        <h1>{title}</h1>
        {children}
      </div>
    </Layout>
  );
}

/** For who is not in: no places. */
export function DoorFrame({ site, title, children }: PropsWithChildren<PageProps & { title: string }>) {
  const desk = { styles: deskStyles, header: <Top path={null} />, footer: <div class="desk-end" /> };
  return (
    <Layout site={site} title={`${title}｜作業台`} robots="noindex" desk={desk}>
      <div class="sheet">
        <h1>{title}</h1>
        {children}
      </div>
    </Layout>
  );
}

function Top({ path }: { path: string | null }) {
  return (
    <header class="desk-top">
      <a class="mark" href={path === null ? "/" : "/admin"}>
        <Mark />
        <span>
          あゆみ <small>作業台</small>
        </span>
      </a>
      {path !== null && (
        <nav aria-label="作業台の場所">
          <ul class="places">
            {PLACES.map(([to, name]) => (
              <li key={to}>
                <a href={to} aria-current={to === path ? "page" : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}

function End({ by }: Pick<DeskProps, "by">) {
  return (
    <footer class="desk-end">
      {by === "session" ? (
        <>
          <form method="post" action="/admin/leave">
            <button type="submit" class="quiet">
              この端末から出る
            </button>
          </form>
          <form method="post" action="/admin/leave-everywhere">
            <button type="submit" class="quiet">
              すべての端末から出る
            </button>
          </form>
        </>
      ) : (
        <p>
          <a href="/cdn-cgi/access/logout">Cloudflare Accessから出る</a>
        </p>
      )}
    </footer>
  );
}
