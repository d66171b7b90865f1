// The cash book's pages without a reload: sums of a count, the proposed choice. All works without it too.
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ".");

document.querySelectorAll("form[data-count]").forEach((form) => {
  const book = Number(form.dataset.count);
  const add = () => {
    let total = 0;
    form.querySelectorAll("[data-value]").forEach((field) => {
      const pieces = Number(field.value.replaceAll(".", "")) || 0;
      const sum = pieces * Number(field.dataset.value);
      total += sum;
      field.closest("tr").querySelector("[data-sum]").textContent = sum ? grouped(sum) : "";
    });
    form.querySelector("[data-total]").textContent = grouped(total);
    const difference = total - book;
    form.querySelector("[data-difference]").textContent = difference < 0 ? `(${grouped(-difference)})` : grouped(difference);
  };
  form.addEventListener("input", add);
  add();
});

document.querySelectorAll("form[data-propose]").forEach((form) => {
  const description = form.elements.description;
  const place = form.querySelector("[data-proposal]");
  let asked = "";
  const propose = async () => {
    const text = description.value.trim();
    if (text.length < 3 || text === asked) return;
    asked = text;
    const address = new URL(form.dataset.propose, location.href);
    address.searchParams.set("for", text);
    address.searchParams.set("direction", form.elements.direction.value);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const found = await answer.json();
    place.hidden = !found.sentence;
    place.textContent = found.sentence;
    const radio = found.category && form.querySelector(`[name="category"][value="${CSS.escape(found.category)}"]`);
    if (!radio) return;
    radio.closest("[data-categories]").prepend(radio.closest("label"));
    if (!form.querySelector('[name="category"]:checked')) radio.checked = true;
  };
  description.addEventListener("change", propose);
});

document.querySelectorAll("[data-tick-all]").forEach((box) => box.addEventListener("change", () => {
  document.querySelectorAll(`[name="${box.dataset.tickAll}"]`).forEach((each) => { each.checked = box.checked; });
}));

// A running import: ask how far it is, and go on when it is over. Without this the page offers a link to look again.
const bar = document.querySelector("[data-watch]");
async function watch() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (answer.redirected) { location.assign(answer.url); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  bar.value = page.querySelector("[data-watch]")?.value ?? bar.value;
  document.querySelector('main [role="status"]').textContent = page.querySelector('main [role="status"]')?.textContent ?? "";
  setTimeout(watch, 700);
}
if (bar) setTimeout(() => watch().catch(() => location.reload()), 500);
