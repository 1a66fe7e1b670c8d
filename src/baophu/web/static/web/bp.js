/* Small conveniences; every page works without them. */
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  const burger = document.querySelector(".burger");
  const items = document.querySelector(".top .items");
  burger?.addEventListener("click", () => {
    const open = items.classList.toggle("open");
    burger.setAttribute("aria-expanded", String(open));
  });
  document.querySelectorAll(".tabs [aria-current], .flt [aria-current]").forEach((chosen) => {
    const strip = chosen.parentElement; // on a phone the chosen one may lie outside the strip
    strip.scrollLeft = chosen.offsetLeft - strip.offsetLeft - (strip.clientWidth - chosen.clientWidth) / 2;
  });
  if (window.matchMedia("(max-width: 720px)").matches) document.querySelectorAll("details[data-fold]").forEach((d) => { d.open = false; });
  document.querySelectorAll("[data-print]").forEach((b) => b.addEventListener("click", () => window.print()));
  document.querySelectorAll("select[data-submit]").forEach((s) => s.addEventListener("change", () => s.form.requestSubmit()));
  document.querySelectorAll("[data-all]").forEach((all) => all.addEventListener("change", () => {
    document.querySelectorAll(`input[form="${all.form.id}"]`).forEach((tick) => { tick.checked = all.checked; });
  }));
  document.querySelectorAll(".scroll").forEach((box) => {
    if (box.scrollWidth > box.clientWidth && !box.querySelector("a, button, input")) box.tabIndex = 0;
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.who[open]").forEach((d) => { if (!d.contains(event.target)) d.open = false; });
  });
});
document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "Escape") {
    document.querySelectorAll("details.who[open]").forEach((d) => { d.open = false; d.querySelector("summary").focus(); });
    if (field && field.closest(".find")) field.blur();
    return;
  }
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    const search = document.querySelector(".find input");
    if (search) { event.preventDefault(); document.querySelector(".top .items")?.classList.add("open"); search.focus(); search.select(); }
  }
});
