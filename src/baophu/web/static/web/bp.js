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
/* Single keys: off inside fields, and everywhere for who switched them off. */
const typing = (event) => event.target.closest?.("input, textarea, select, [contenteditable]");
const single = (event) => event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event);
window.addEventListener("keydown", (event) => {
  if (single(event) && event.key !== " " && "keysOff" in document.body.dataset) event.stopImmediatePropagation();
}, true);
const showKeys = (open) => {
  const box = document.getElementById("keys");
  if (!box) return;
  if (open ?? !box.open) { box.show(); box.querySelector("[data-close-keys]").focus(); } else box.close();
};
const step = (forward) => {
  const rows = [...document.querySelectorAll("main table tbody tr, main ul.pk > li")].map((row) => row.querySelector("a[href]")).filter((a) => a && a.offsetParent);
  const at = rows.findIndex((a) => a === document.activeElement || a.closest("tr, li").contains(document.activeElement));
  const next = rows[at < 0 ? (forward ? 0 : -1) : at + (forward ? 1 : -1)];
  if (rows.length > 1 && next) { next.focus(); next.scrollIntoView({ block: "nearest" }); return; }
  document.querySelector(forward ? "main a[rel=next]" : "main a[rel=prev]")?.click();
};
const source = () => {
  const near = document.activeElement?.closest?.("tr, li");
  const rows = 'a[data-row], a[href*="/danh-sach/"][href*="/dong/"]';
  (near?.querySelector(rows) ?? document.querySelector(`main ${rows.replace(", ", ", main ")}`))?.click();
};
document.addEventListener("keydown", (event) => {
  const field = typing(event);
  if (event.key === "Escape") {
    document.querySelectorAll("details.who[open]").forEach((d) => { d.open = false; d.querySelector("summary").focus(); });
    showKeys(false);
    if (field && field.closest(".find")) field.blur();
    return;
  }
  if (!single(event)) return;
  if (event.key === "/") {
    const search = document.querySelector(".find input");
    if (search) { event.preventDefault(); document.querySelector(".top .items")?.classList.add("open"); search.focus(); search.select(); }
  } else if (event.key === "?") { event.preventDefault(); showKeys(); }
  if (document.querySelector("[data-decide]")) return; // the page of decisions answers the other keys itself
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") step(key === "j");
  else if (key === "e") source();
  else if (key === "z") document.querySelector("form[data-undo]")?.requestSubmit();
  else document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.click();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-open-keys]")) showKeys(true);
  if (event.target.closest("[data-close-keys]")) showKeys(false);
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

/* The guide beside the page: H or its link; without this, the link opens the guide's page. */
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
  if (event.key.toLowerCase() !== "h" || !single(event) || event.target.closest?.("dialog")) return;
  const link = document.querySelector("a[data-guide]");
  if (link) { event.preventDefault(); guide(link); }
});
