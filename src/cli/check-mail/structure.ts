/** What a mail says to those who do not see it: headings in order, and pictures in words. */
import { type Fault, type SentMail, snippet } from "./mail.ts";
import { pageOf } from "./page.ts";

export function judgeHeadings(mail: SentMail): Fault[] {
  const headings = [...pageOf(mail, "light").document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const levels = headings.map(({ tagName }) => Number(tagName.slice(1)));
  const faults: Fault[] = [];
  const titles = levels.filter((level) => level === 1).length;
  if (titles !== 1 || levels[0] !== 1) {
    const change = "begin with the title of <Lesson> or <Notice>, the only heading of level 1";
    faults.push({ rule: "headings", wrong: `has ${titles} headings of level 1, or begins with another`, change });
  }
  for (const [index, heading] of headings.entries()) {
    const level = levels[index] ?? 1;
    const before = levels[index - 1] ?? level;
    if (level <= before + 1) continue;
    const wrong = `the heading ${snippet(heading.textContent ?? "")} jumps from level ${before} to ${level}`;
    faults.push({ rule: "headings", wrong, change: `make it level ${before + 1}` });
  }
  return faults;
}

/** An empty alt is right for a decoration, but not where the picture is all there is of a link. */
export function judgePictures(mail: SentMail): Fault[] {
  return [...pageOf(mail, "light").document.querySelectorAll("img")].flatMap((picture) => {
    const alt = picture.getAttribute("alt");
    const which = `the picture ${picture.getAttribute("src") ?? "without src"}`;
    if (alt === null)
      return [{ rule: "alt", wrong: `${which} has no alt`, change: 'say it in words, or alt="" for a decoration' }];
    const link = picture.closest("a");
    if (!link || alt.trim() !== "" || link.textContent?.trim()) return [];
    return [{ rule: "alt", wrong: `${which} is a link without words`, change: "say in its alt where it leads" }];
  });
}
