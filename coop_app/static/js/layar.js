// The wall, the remote control and the phones in the room look every few seconds whether something changed.
// Without this script the buttons do the same, and a link loads the page again.

const here = document.querySelector("[data-poll]");
const LONGEST = 30_000;
let pause = Number(here?.dataset.every ?? 3) * 1000;
const usual = pause;

async function fetched(address, kind) {
  const answer = await fetch(address, { headers: { Accept: kind }, cache: "no-store", credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

// Only what counts up is replaced: whoever is typing keeps what was typed.
async function renew() {
  const text = await (await fetched(location.href, "text/html")).text();
  const fresh = new DOMParser().parseFromString(text, "text/html");
  document.querySelectorAll("[data-live]").forEach((place) => {
    const other = fresh.querySelector(`[data-live="${place.dataset.live}"]`);
    if (other) place.replaceChildren(...document.adoptNode(other).childNodes);
  });
}

async function look() {
  try {
    const state = await (await fetched(here.dataset.poll, "application/json")).json();
    if (state.at !== here.dataset.at) {
      location.reload();
      return;
    }
    if (state.live !== here.dataset.seen) {
      await renew();
      here.dataset.seen = state.live;
    }
    pause = usual;
  } catch {
    pause = Math.min(pause * 2, LONGEST);
  }
  setTimeout(look, pause);
}

if (here) setTimeout(look, pause);

const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };
document.addEventListener("keydown", (event) => {
  const step = KEYS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) return;
  const button = document.querySelector(`[data-step="${step}"]:not([disabled])`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
