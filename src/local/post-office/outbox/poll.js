/** Keeps the list and the clock of the outbox fresh; without it, reloading does the same. */

const EVERY_MS = 1_500;
const list = document.getElementById("list");
const clock = document.getElementById("clock");

async function lookForNews() {
  if (document.hidden) return;
  const { poll, version, mail } = document.body.dataset;
  const answer = await fetch(`${poll}?${new URLSearchParams({ version, mail })}`);
  const news = await answer.json();
  clock.textContent = news.clock;
  if (news.list === null) return;
  if (mail === "" && news.list.includes("data-mail")) location.reload();
  document.body.dataset.version = news.version;
  showList(news.list);
}

function showList(markup) {
  const known = new Set([...list.querySelectorAll("[data-mail]")].map((item) => item.dataset.mail));
  const scrolled = list.scrollTop;
  list.innerHTML = markup;
  list.scrollTop = scrolled;
  for (const item of list.querySelectorAll("[data-mail]")) {
    if (!known.has(item.dataset.mail)) item.classList.add("new");
  }
}

setInterval(() => lookForNews().catch(() => {}), EVERY_MS);
