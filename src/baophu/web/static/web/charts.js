/* Charts come alive when a hand comes near: until then, and without this file, the still drawing stands. */
(() => {
  const library = document.currentScript.dataset.library;
  let loading = null;
  const load = () => (loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = library;
    script.addEventListener("load", () => done(window.vegaEmbed));
    script.addEventListener("error", failed);
    document.head.append(script);
  }));
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  const told = (handler, event, item, value) => {
    const said = typeof value === "string" ? value : value?.said;
    tip.hidden = !said;
    if (!said) return;
    tip.textContent = String(said);
    const left = Math.min(event.clientX + 12, window.innerWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${event.clientY + 16}px`;
  };
  const enliven = async (figure) => {
    const box = figure.querySelector(".still");
    const [embed, answer] = await Promise.all([load(), fetch(figure.dataset.spec)]);
    if (!answer.ok) return;
    const stage = document.createElement("div");
    const view = await embed(stage, await answer.json(), {
      ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: told, mode: "vega-lite",
    });
    await view.view.runAsync();
    const drawing = stage.querySelector("svg");
    drawing.setAttribute("aria-hidden", "true"); // the box around it has the sentence, the table the figures
    box.replaceChildren(drawing);
    figure.dataset.alive = "1";
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(tip);
    document.querySelectorAll("figure.vega[data-spec]").forEach((figure) => {
      const once = () => enliven(figure).catch(() => {});
      figure.addEventListener("pointerenter", once, { once: true });
      figure.addEventListener("pointerleave", () => { tip.hidden = true; });
    });
  });
})();
