// The member list while one types, and the bar of a running import; both pages work without.

const form = document.querySelector("form[data-live]");
let waiting;
let turn = 0;

async function look() {
  const mine = ++turn;
  const fields = [...new FormData(form)].filter(([, value]) => value);
  const address = `${location.pathname}?${new URLSearchParams(fields)}`;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || mine !== turn) return; // a later letter has been typed
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(form.dataset.live);
  if (fresh) document.getElementById(form.dataset.live).replaceWith(fresh);
  page.querySelectorAll(".downloads a").forEach((link, i) => {
    const here = document.querySelectorAll(".downloads a")[i];
    if (here) here.href = link.getAttribute("href");
  });
  history.replaceState(null, "", address);
}

form?.addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => look().catch(() => {}), event.target.type === "search" ? 250 : 0);
});

const sending = document.querySelector("form[data-progress]");
sending?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const bar = sending.querySelector("progress");
  bar.hidden = false;
  const asking = setInterval(async () => {
    const { done, count } = await (await fetch(sending.dataset.progress)).json();
    if (count) { bar.max = count; bar.value = done; }
  }, 400);
  try {
    const answer = await fetch(sending.action, { method: "POST", body: new FormData(sending) });
    if (answer.redirected) { location.assign(answer.url); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
  } catch {
    location.reload(); // the answer was lost: the page tells whether the rows are in
  } finally {
    clearInterval(asking);
  }
});
