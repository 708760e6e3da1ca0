/** Lets a saved edit appear by itself, with every frame scrolled to where it was; without it, reloading does the same. */

const BOXES = "iframe, pre, .sheets, .list";
const EVERY_MS = 400;
let looking = false;

async function lookForNews() {
  if (document.hidden || looking) return;
  looking = true;
  try {
    const { poll, version } = document.body.dataset;
    const news = await (await fetch(poll)).json();
    if (String(news.version) !== version) await showAnew();
  } finally {
    looking = false;
  }
}

async function showAnew() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const places = [...document.querySelectorAll(BOXES)].map(placeOf);
  document.title = page.title;
  document.body.dataset.version = page.body.dataset.version;
  document.getElementById("proofs").replaceWith(document.adoptNode(page.getElementById("proofs")));
  const boxes = [...document.querySelectorAll(BOXES)];
  if (boxes.length === places.length) for (const [at, box] of boxes.entries()) putBack(box, places[at]);
}

function placeOf(box) {
  return box.contentWindow ? box.contentWindow.scrollY : box.scrollTop;
}

function putBack(box, place) {
  if (!box.contentWindow) box.scrollTop = place;
  else box.addEventListener("load", () => box.contentWindow.scrollTo(0, place), { once: true });
}

setInterval(() => lookForNews().catch(() => {}), EVERY_MS);
document.addEventListener("visibilitychange", () => lookForNews().catch(() => {}));
