/** What the gate refuses of headings, pictures, colours and mail programs, each time with a real mail broken in one place. */
import { expect, test } from "vitest";
import { judgePrograms } from "../../src/cli/check-mail/clients.ts";
import { judgeContrast } from "../../src/cli/check-mail/contrast.ts";
import { judgeHeadings, judgePictures } from "../../src/cli/check-mail/structure.ts";
import { broken, saysOf, sentMail, withHtml } from "../node/sent-mail.ts";

const fears = await sentMail("fears");

test("A mail as it stands is not complained about", async () => {
  for (const rule of [judgeHeadings, judgePictures, judgeContrast, judgePrograms]) {
    expect(await saysOf(fears, rule)).toEqual([]);
  }
});

test.each([
  ["no title", "<h2>一</h2>", "has 0 headings of level 1, or begins with another"],
  ["two titles", "<h1>一</h1><h1>二</h1>", "has 2 headings of level 1"],
  ["a title that comes second", "<h2>一</h2><h1>二</h1>", "has 1 headings of level 1, or begins with another"],
  [
    "a level left out",
    "<h1>一</h1><h2>二</h2><h4>三</h4>",
    "the heading 「三」 jumps from level 2 to 4 → make it level 3",
  ],
])("A mail with %s is told", async (_name, headings, says) => {
  const mail = broken(fears, "html", /<body.*<\/body>/s, `<body>${headings}</body>`);
  expect(await saysOf(mail, judgeHeadings)).toEqual([expect.stringContaining(`[headings] ${says}`)]);
});

test("Headings may go up by any number of levels", async () => {
  const headings = "<h1>一</h1><h2>二</h2><h3>三</h3><h2>四</h2>";
  expect(await saysOf(broken(fears, "html", /<body.*<\/body>/s, `<body>${headings}</body>`), judgeHeadings)).toEqual(
    [],
  );
});

test.each([
  ['<img src="a.png">', ["[alt] the picture a.png has no alt"]],
  ['<img src="a.png" alt="">', []],
  ['<img src="a.png" alt="花の絵">', []],
  ['<a href="#"><img src="a.png" alt=""></a>', ["[alt] the picture a.png is a link without words"]],
  ['<a href="#"><img src="a.png" alt=""> ガイド</a>', []],
])("The picture %s is judged by its words", async (html, says) => {
  expect(await saysOf(withHtml(fears, html), judgePictures)).toEqual(says.map((say) => expect.stringContaining(say)));
});

test.each([
  [
    "too pale",
    '<p style="background:#fff;color:#777">薄い</p>',
    "「薄い」 is #777777 on #ffffff in the light: contrast 4.47",
  ],
  ["inherited", '<div style="background:#fff;color:#777"><b>薄い</b></div>', "「薄い」 is #777777 on #ffffff"],
  ["half transparent", '<p style="background:#fff;color:#0008">薄い</p>', "「薄い」 is #777777 on #ffffff"],
  ["veiled", '<div style="background:#fff;opacity:.5"><p style="color:#000">薄い</p></div>', "「薄い」 is #808080 on"],
  [
    "on a veiled ground",
    '<div style="background:#fff"><p style="background:#000a;color:#000">濃い</p></div>',
    "#000000 on #555555",
  ],
  [
    "on an old attribute",
    '<table bgcolor="#555555"><tr><td style="color:#000">濃い</td></tr></table>',
    "「濃い」 is #000000 on #555555",
  ],
  [
    "a bare link on a dark ground",
    '<p style="background:#000"><a href="#">青い</a></p>',
    "「青い」 is #0000ee on #000000",
  ],
  ["on a gradient", '<p style="background:linear-gradient(red,blue);color:#000">虹</p>', "「虹」 stands on a picture"],
])("Words %s are told", async (_name, html, says) => {
  expect(await saysOf(withHtml(fears, html), judgeContrast)).toContainEqual(expect.stringContaining(says));
});

test("Words nobody sees need no contrast", async () => {
  const html = '<p style="display:none;color:#fff;background:#fff">隠れた</p>';
  expect(await saysOf(withHtml(fears, html), judgeContrast)).toEqual([]);
});

test("A class that the dark scheme forgot, or paints too dark, is told for the dark alone", async () => {
  const forgotten = withHtml(fears, '<p style="color:#35302a">忘れた</p>');
  expect(await saysOf(forgotten, judgeContrast)).toEqual([
    expect.stringMatching(
      /^\[contrast\] 「忘れた」 is #35302a on #[0-9a-f]{6} in the dark: contrast 1\.\d+, less than 4.5/,
    ),
  ]);
  const style = "<style>@media (prefers-color-scheme:dark){.dim{color:#555!important}}</style></head>";
  const dim = withHtml(broken(fears, "html", "</head>", style), '<p class="dim" style="color:#35302a">暗い</p>');
  expect(await saysOf(dim, judgeContrast)).toEqual([expect.stringContaining("「暗い」 is #555555 on")]);
});

test("A pair of colours is told once, however many words have it", async () => {
  const pale = '<p style="background:#fff;color:#777!important">薄い</p>';
  const says = await saysOf(withHtml(fears, pale.repeat(3)), judgeContrast);
  expect(says.filter((say) => say.includes("in the light"))).toHaveLength(1);
});

test.each([
  ["a flexible box", '<p style="display:flex">並ぶ</p>', "display:flex is unknown to "],
  ["a grid", '<p style="display:grid">並ぶ</p>', "display:grid is unknown to "],
  ["a drawing", "<svg></svg>", "Embedded <svg> image is unknown to "],
  ["a film", "<video></video>", "<video> element is unknown to "],
])("%s that a reader's mail program cannot show is told with the programs", async (_name, html, says) => {
  expect(await saysOf(withHtml(fears, html), judgePrograms)).toContainEqual(
    expect.stringContaining(`[programs] ${says}`),
  );
});

test("Styles that cannot be read are told", async () => {
  expect(await saysOf(withHtml(fears, '<p style="color">色</p>'), judgePrograms)).toEqual([
    expect.stringContaining("[programs] nobody can tell which programs show it: "),
  ]);
});

test("The new Outlook is asked about too", async () => {
  const [says] = await saysOf(withHtml(fears, '<p style="text-shadow:1px 1px #000">影</p>'), judgePrograms);
  expect(says).toMatch(/outlook\.outlook-com/);
});
