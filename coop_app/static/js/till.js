// The till without a reload: tap goods, see the total and the change. All works without it too; the server counts again.
const grouped = (number) => `Rp${String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ".")}`;
const read = (text) => Number((text || "").trim().replace(/\.(?=\d{3}(\D|$))/g, "").replace(",", ".")) || 0;
const rupiah = (text) => Number((text || "").replaceAll(".", "").replace(/\D/g, "")) || 0;

document.querySelectorAll("form[data-till]").forEach((form) => {
  const rows = [...form.querySelectorAll("[data-item]")];
  const total = form.querySelector("[data-till-total]");
  const change = form.querySelector("[data-till-change]");
  const bar = document.querySelector("[data-till-bar]");
  const { buyer, received, discount } = form.elements;
  const side = () => (/^\d/.test(buyer.value.trim()) ? "member" : "other");
  const way = () => form.querySelector('[name="way"]:checked')?.value;

  const amountOf = (row) => {
    const price = Number(row.dataset[side()]);
    const per = Number(row.dataset[`${side()}Per`]) || 1;
    const unit = row.querySelector("[data-unit]");
    const factor = Number(unit ? unit.selectedOptions[0].dataset.factor : 1);
    return Math.floor((read(row.querySelector("[data-quantity]").value) * factor * price) / per + 0.5) || 0;
  };
  const cuts = () => [...form.querySelectorAll('[name^="d-"]')].reduce((sum, field) => sum + rupiah(field.value), 0);

  const count = () => {
    const sum = rows.reduce((all, row) => all + amountOf(row), 0) - rupiah(discount.value) - cuts();
    rows.forEach((row) => row.classList.toggle("chosen", read(row.querySelector("[data-quantity]").value) > 0));
    total.hidden = false;
    total.querySelector("b").textContent = grouped(Math.max(sum, 0));
    const cash = way() === "cash";
    if (bar) {
      bar.hidden = sum <= 0;
      bar.querySelector("b").textContent = grouped(Math.max(sum, 0));
    }
    form.querySelector("[data-cash-only]").hidden = !cash;
    const left = rupiah(received.value) - sum;
    change.hidden = !cash || !received.value || left < 0 || sum <= 0;
    change.querySelector("b").textContent = grouped(Math.max(left, 0));
  };

  // plus and minus for thumbs
  rows.forEach((row) => {
    const field = row.querySelector("[data-quantity]");
    const tap = (sign, step) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "secondary";
      button.textContent = sign;
      button.setAttribute("aria-label", `${sign} ${row.querySelector("label b").textContent}`);
      button.addEventListener("click", () => {
        const next = Math.max(0, read(field.value) + step);
        field.value = next ? String(next).replace(".", ",") : "";
        count();
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
      received.value = String(rupiah(received.value) + note).replace(/\B(?=(\d{3})+(?!\d))/g, ".");
      count();
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
    if (event.key === "Enter" && event.target.matches("input")) { event.preventDefault(); count(); }
  });
  form.addEventListener("input", count);
  form.addEventListener("change", count);
  count();
});
