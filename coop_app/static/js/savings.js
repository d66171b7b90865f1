// At the savings counter: ticked months fill in their amount, and the sum stands below.

const digits = (text) => Number(text.replace(/[^\d]/g, "")) || 0;
const grouped = (n) => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ".");

const sumPlace = document.querySelector("[data-sum-words]");

function showSum() {
  if (!sumPlace) return;
  const total = [...document.querySelectorAll("form.record input.rupiah")].reduce((sum, field) => sum + digits(field.value), 0);
  sumPlace.textContent = total ? `${sumPlace.dataset.sumWords}: ` : "";
  if (total) {
    const figure = document.createElement("b");
    figure.className = "big";
    figure.textContent = `Rp${grouped(total)}`;
    sumPlace.append(figure);
  }
}

const months = document.querySelector("[data-dues]");
months?.addEventListener("change", () => {
  const cost = [...months.querySelectorAll("input:checked")].reduce((sum, box) => sum + Number(box.dataset.cost), 0);
  const field = document.querySelector("#wajib");
  field.value = cost ? grouped(cost) : "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
document.addEventListener("input", (event) => { if (event.target.matches?.("input.rupiah")) showSum(); });
showSum();
