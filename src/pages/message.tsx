/** A few kind lines when something did not work, and a way on. */

import { type PageProps, ReachUs, Sheet } from "./layout.tsx";

type MessageProps = PageProps & {
  title: string;
  lines: string[];
  link?: { href: string; label: string } | undefined;
};

export function MessagePage({ site, title, lines, link }: MessageProps) {
  return (
    <Sheet site={site} title={title}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {link && (
        <p>
          <a class="button" href={link.href}>
            {link.label}
          </a>
        </p>
      )}
      <p class="note">
        うまくいかないときは、
        <ReachUs site={site} /> までお知らせください。
      </p>
    </Sheet>
  );
}
