/* Progress of long work, asked for once a second; without it the page is read again by hand. */
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-job]").forEach((box) => {
    const ask = async () => {
      let under = true;
      try {
        const reply = await fetch(box.dataset.job, { headers: { Accept: "text/html" } });
        if (reply.redirected || !reply.ok) return;
        under = reply.headers.get("X-Under-Way") === "1";
        if (!under) { window.location.reload(); return; }
        const text = await reply.text();
        if (text !== box.dataset.shown) { box.innerHTML = text; box.dataset.shown = text; }
      } catch { /* the connection comes back by itself */ }
      window.setTimeout(ask, document.hidden ? 5000 : 1000);
    };
    window.setTimeout(ask, 700);
  });
});
