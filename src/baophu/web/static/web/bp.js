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

/* What became of long work, told on whatever page one is; asked for only while something was begun. */
document.addEventListener("DOMContentLoaded", () => {
  const begun = () => document.cookie.split("; ").includes("jobs=1");
  if (!begun() || document.querySelector("[data-job]")) return;
  const box = document.createElement("div");
  box.className = "job-news";
  box.setAttribute("role", "status");
  document.body.append(box);
  const tell = (one) => {
    const note = document.createElement("p");
    note.className = `note ${one.colour}`;
    const title = document.createElement("b");
    title.textContent = `${one.title}: ${one.state}`;
    note.append(title, " ", one.told, " ");
    if (one.to) {
      const link = document.createElement("a");
      link.href = one.to;
      link.textContent = document.body.dataset.see || "→";
      note.append(link);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn s";
    close.textContent = document.body.dataset.close || "×";
    close.addEventListener("click", () => note.remove());
    note.append(" ", close);
    box.append(note);
  };
  const ask = async () => {
    try {
      const reply = await fetch("/cong-viec/tin/", { headers: { Accept: "application/json" } });
      if (reply.redirected || !reply.ok) return;
      const told = await reply.json();
      told.ended.forEach(tell);
      if (!told.running) return;
    } catch { /* the connection comes back by itself */ }
    window.setTimeout(ask, document.hidden ? 15000 : 3000);
  };
  ask();
});
