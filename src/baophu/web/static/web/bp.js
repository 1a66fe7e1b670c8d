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

/* The guide beside the page: "?" or its link; without this, the link opens the guide's page. */
const guide = async (link) => {
  const panel = document.querySelector("dialog.help-panel");
  const answer = await fetch(`${link.pathname}?manh=${link.dataset.guide}`);
  if (!answer.ok || !panel) { window.location = link.href; return; }
  panel.querySelector("[data-into]").innerHTML = await answer.text();
  panel.showModal();
};
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-guide]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  guide(link);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  const link = document.querySelector("a[data-guide]");
  if (link) { event.preventDefault(); guide(link); }
});
