// What runs on every learning page: the worker is put in after the page is there, then the tools and the outbox.
import { WORDS } from "./words.js";
import { isCopy, startOutbox } from "./outbox.js";

function putIn() {
  navigator.serviceWorker.register("/sw.js").catch(() => undefined);
}

if (navigator.serviceWorker) {
  if (document.readyState === "complete") putIn(); else window.addEventListener("load", putIn);
}
if (isCopy() && document.querySelector("main form")) {
  const day = new Date(document.querySelector('meta[name="phone-copy"]').content);
  const text = day.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
  document.querySelector("main").prepend(Object.assign(document.createElement("p"), { className: "notice", textContent: WORDS.copy.replace("%(day)s", text) }));
}
if (window.indexedDB) startOutbox();
