// The till without a reload: tap goods, see the total and the change. All works without it too; the server counts again
// and refuses a total that differs from the one shown here.
const points = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ".");
const grouped = (number) => `Rp${points(String(number))}`;
const rupiah = (text) => BigInt((text || "").replace(/\D/g, "") || 0);
// as the server reads them: "2,5", "1.250", "1/2", "2,5 kg"
const TYPED = /^(?:(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,6}))?|(\d+)\/(\d+))\s*(\p{L}.*)?$/u;

// A quantity as a fraction of whole numbers and a unit; null when it cannot be read.
function quantity(text) {
  const found = TYPED.exec(text.trim().replace(/\s+/g, " ") || "0");
  if (!found || /^0+$/.test(found[4] || "1")) return null;
  const [, whole, part = "", above, below, unit = ""] = found;
  if (below) return { top: BigInt(above), bottom: BigInt(below), unit: unit.trim() };
  return { top: BigInt(whole.replaceAll(".", "") + part), bottom: 10n ** BigInt(part.length), unit: unit.trim() };
}

document.querySelectorAll("form[data-till]").forEach((form) => {
  const rows = [...form.querySelectorAll("[data-item]")];
  const total = form.querySelector("[data-till-total]");
  const change = form.querySelector("[data-till-change]");
  const bar = document.querySelector("[data-till-bar]");
  const seen = form.querySelector("[data-till-seen]");
  const { buyer, received, discount } = form.elements;
  const way = () => form.querySelector('[name="way"]:checked')?.value;
  const typedIn = (row) => row.querySelector("[data-quantity]");
  const chosen = (row) => !/^[0.,]*$/.test(typedIn(row).value.trim());

  // members' prices for a number, or for the name of exactly one member
  const side = () => {
    const text = buyer.value.trim().toLowerCase();
    if (/^\d/.test(text)) return "member";
    const named = [...form.querySelectorAll("#pembeli option")].map((one) => /^\d+\s+(.+)$/.exec(one.value)?.[1].toLowerCase());
    return named.filter((name) => name === text).length === 1 ? "member" : "other";
  };

  const factorOf = (row, unit) => {
    const units = row.querySelector("[data-unit]");
    if (!unit) return BigInt(units ? units.selectedOptions[0].dataset.factor : 1);
    const known = units ? [...units.options] : [row.querySelector(".unit")];
    const found = known.find((one) => one.textContent.trim().toLowerCase() === unit.toLowerCase());
    return found ? BigInt(found.dataset.factor) : null;
  };

  // rupiah of one row, half-up; null when the quantity or its price is unclear
  const amountOf = (row) => {
    const typed = quantity(typedIn(row).value);
    const factor = typed && factorOf(row, typed.unit);
    const price = row.dataset[side()];
    if (!typed || !factor || (typed.top && !price)) return null;
    const per = 2n * BigInt(row.dataset[`${side()}Per`] || 1) * typed.bottom;
    return (2n * typed.top * factor * BigInt(price || 0) + per / 2n) / per;
  };
  const cuts = () => [...form.querySelectorAll('[name^="d-"]')].reduce((sum, field) => sum + rupiah(field.value), 0n);

  // `told`: the total of a basket that was sent before, until something is typed
  const count = (event, told = 0n) => {
    const amounts = rows.map(amountOf);
    // goods that ran out are in the basket without a row, so without a price
    const absent = form.querySelector("[data-till-absent]");
    const clear = told > 0n || (!absent && !amounts.includes(null));
    const left = amounts.reduce((all, one) => all + (one ?? 0n), 0n) - rupiah(discount.value) - cuts();
    const sum = told || (left > 0n ? left : 0n);
    const text = clear ? grouped(sum) : "…";
    rows.forEach((row) => row.classList.toggle("chosen", chosen(row)));
    total.hidden = false;
    total.querySelector("b").textContent = text;
    const cash = way() === "cash";
    // what the buyer was told; a QRIS payment is told by the next page, with its code
    if (seen && !absent && (event || !seen.value)) seen.value = clear && sum > 0n && way() !== "qris" ? String(sum) : "";
    if (bar) {
      bar.hidden = clear && sum === 0n;
      bar.querySelector("b").textContent = text;
    }
    form.querySelector("[data-cash-only]").hidden = !cash;
    const back = rupiah(received.value) - sum;
    change.hidden = !cash || !clear || !received.value || back < 0n || sum === 0n;
    change.querySelector("b").textContent = grouped(back > 0n ? back : 0n);
  };

  // plus and minus for thumbs
  rows.forEach((row) => {
    const field = typedIn(row);
    const tap = (sign, step) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "secondary";
      button.textContent = sign;
      button.setAttribute("aria-label", `${sign} ${row.querySelector("label b").textContent}`);
      button.addEventListener("click", () => {
        const before = Number(field.value.trim().replaceAll(".", "").replace(",", ".")) || 0;
        const next = Math.max(0, Math.round((before + step) * 1e6) / 1e6);
        field.value = next ? String(next).replace(".", ",") : "";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      return button;
    };
    field.before(tap("−", -1));
    field.after(tap("+", 1));
  });

  // notes the buyer may hand over
  const taps = document.createElement("div");
  taps.className = "cash-taps";
  [10_000, 20_000, 50_000, 100_000].forEach((note) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "secondary";
    button.textContent = grouped(note);
    button.addEventListener("click", () => {
      received.value = points(String(rupiah(received.value) + BigInt(note)));
      received.dispatchEvent(new Event("input", { bubbles: true }));
    });
    taps.append(button);
  });
  change.before(taps);

  const search = form.querySelector("[data-till-search]");
  search.nextElementSibling.hidden = true;
  search.addEventListener("input", () => {
    const text = search.value.trim().toLowerCase();
    rows.forEach((row) => { row.hidden = !row.dataset.name.includes(text) && !row.classList.contains("chosen"); });
  });
  // Enter in a field is no sale
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });
  const typed = (event) => { if (event.target !== search) count(event); };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("till-recalled", () => count(null, rupiah(seen?.value)));
  count();
});
