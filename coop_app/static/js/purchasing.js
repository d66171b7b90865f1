// A tap on a big button takes back what was typed below it; typing takes back the tap.
document.querySelectorAll(".order-form").forEach((form) => {
  const typed = form.querySelector("[name=quantity]");
  form.addEventListener("change", (event) => {
    if (event.target.name === "pick") typed.value = "";
  });
  typed?.addEventListener("input", () => {
    if (typed.value) form.querySelectorAll("[name=pick]").forEach((pick) => { pick.checked = false; });
  });
});
