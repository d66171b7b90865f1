// Vouchers by keyboard: Tab in the last cell adds a line, "=" balances, Ctrl+D repeats the line above.

const form = document.querySelector("form[data-voucher]");
const body = form.querySelector("tbody");
const amountOf = (field) => {
  const digits = field.value.trim().replace(/^rp\.?\s*/i, "").replaceAll(".", "");
  return /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
};
const grouped = (n) => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ".");
const sum = (name) => [...form.querySelectorAll(`input[name="${name}"]`)].reduce((total, field) => total + amountOf(field), 0);

function count() {
  const debit = sum("debit"), credit = sum("credit");
  form.querySelector('[data-total="debit"]').textContent = grouped(debit);
  form.querySelector('[data-total="credit"]').textContent = grouped(credit);
  const place = form.querySelector("[data-difference]");
  place.textContent = debit === credit ? place.dataset.balanced : `${place.dataset.off} ${grouped(Math.abs(debit - credit))}`.trim();
  place.classList.toggle("bad", debit !== credit);
}

function addLine(values = []) {
  const line = body.querySelector("tr[data-line]").cloneNode(true);
  line.querySelectorAll(".error").forEach((error) => error.remove());
  line.querySelectorAll("input").forEach((field, i) => {
    field.value = values[i] ?? "";
    field.removeAttribute("aria-invalid");
    field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, String(body.rows.length + 1)));
  });
  body.append(line);
  return line;
}

form.addEventListener("keydown", (event) => {
  const field = event.target, line = field.closest("tr[data-line]");
  if (event.key === "=" && (field.name === "debit" || field.name === "credit")) {
    event.preventDefault();
    const others = field.name === "debit" ? sum("credit") - sum("debit") : sum("debit") - sum("credit");
    const missing = others + amountOf(field);
    if (missing > 0) field.value = grouped(missing);
    count();
  } else if (line && event.key === "Tab" && !event.shiftKey && line === body.lastElementChild && field.name === "line_memo") {
    event.preventDefault();
    addLine().querySelector("input").focus();
  } else if (line && event.ctrlKey && event.key.toLowerCase() === "d") {
    event.preventDefault();
    addLine([...line.querySelectorAll("input")].map((one) => one.value)).querySelector("input").focus();
    count();
  }
});
form.addEventListener("input", count);
count();
