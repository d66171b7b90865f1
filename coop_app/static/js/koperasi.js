// Small comforts; every page works without them.

const groups = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ".");

// Amounts are grouped when the field is left. A comma is never swallowed: the server asks what was meant.
function tidyAmount(field) {
  const text = field.value.trim().replace(/^rp\.?\s*/i, "").replace(/,-+$/, "");
  if (/^\d{1,15}$/.test(text.replaceAll(".", "")) && !/^\d+\.\d{1,2}$/.test(text)) {
    field.value = groups(text.replaceAll(".", "").replace(/^0+(?=\d)/, ""));
  }
}

const UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];
const SCALES = [[1e12, "triliun"], [1e9, "miliar"], [1e6, "juta"], [1e3, "ribu"], [100, "ratus"]];

function words(n) {
  if (n < 12) return UNITS[n];
  if (n < 20) return `${UNITS[n - 10]} belas`;
  if (n < 100) return joined(`${UNITS[Math.floor(n / 10)]} puluh`, n % 10);
  const [size, name] = SCALES.find(([s]) => n >= s);
  const count = Math.floor(n / size);
  return joined(count === 1 && size <= 1000 ? `se${name}` : `${words(count)} ${name}`, n % size);
}
const joined = (head, rest) => (rest ? `${head} ${words(rest)}` : head);

function sayAmount(field) {
  const place = document.querySelector(`[data-words-for="${field.id}"]`);
  const digits = field.value.replaceAll(".", "");
  if (place) place.textContent = /^\d{1,15}$/.test(digits) && document.documentElement.lang === "id" ? `${words(Number(digits))} rupiah` : "";
}

document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-rupiah]")) { tidyAmount(event.target); sayAmount(event.target); }
});
document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-rupiah]")) sayAmount(event.target);
  if (event.target.matches?.("[data-search-now]")) {
    clearTimeout(event.target.waiting);
    event.target.waiting = setTimeout(() => event.target.form.requestSubmit(), 350);
  }
});
document.querySelectorAll("[data-rupiah]").forEach((field) => { tidyAmount(field); sayAmount(field); });

// A second tap on a button sends nothing more. Coming back by the browser's button frees it again, and so does
// waiting: whoever stopped a slow page can send the same form once more, and the server takes it once.
const FREE_AFTER = 10_000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.querySelector("[data-once]") && form.method === "post") {
    form.dataset.sent = "1";
    form.querySelectorAll("[data-once]").forEach((button) => button.setAttribute("aria-busy", "true"));
    setTimeout(free, FREE_AFTER);
  }
});
function free() {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[data-once]").forEach((button) => button.removeAttribute("aria-busy"));
  });
}
window.addEventListener("pageshow", free);

// Menus close when something else is tapped or Escape is pressed.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
});
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
document.querySelectorAll("select[data-submit-now]").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));

// A tapped word says its line at once; without this, or without popovers, the link leads to the page's end.
document.addEventListener("click", (event) => {
  const line = event.target.closest?.("a.kata") && document.getElementById(event.target.closest("a.kata").hash.slice(1));
  if (!line || !line.showPopover) return;
  event.preventDefault();
  const sheet = document.querySelector(".kata-sheet") ?? document.body.appendChild(document.createElement("dl"));
  sheet.className = "kata-sheet";
  sheet.popover = "auto";
  sheet.setAttribute("aria-live", "polite");
  sheet.showPopover();
  sheet.innerHTML = line.innerHTML;
});
