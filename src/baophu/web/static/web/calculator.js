/* An answer that follows what is typed; without it the button sends the form. What is typed goes nowhere else. */
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("ask");
  const answer = document.getElementById("answer");
  if (!form || !answer) return;
  let turn = 0;
  const asked = () => {
    const filled = [...new FormData(form)].filter(([, value]) => value !== "");
    return `${form.action.split(/[?#]/)[0]}?${new URLSearchParams(filled)}`;
  };
  const keepTyping = (made) => {
    const here = document.activeElement;
    const open = [...form.querySelectorAll("details")].map((d) => d.open);
    const typed = here && form.contains(here) && here.id ? { id: here.id, value: here.value, at: here.selectionStart, kind: here.type } : null;
    form.replaceChildren(...made.childNodes);
    form.querySelectorAll("details").forEach((d, n) => { d.open = d.open || Boolean(open[n]); });
    const again = typed && document.getElementById(typed.id);
    if (!again) return;
    if (typed.kind === "text") again.value = typed.value;
    again.focus({ preventScroll: true });
    if (typed.kind === "text") again.setSelectionRange(typed.at, typed.at);
  };
  const refresh = async () => {
    const mine = ++turn;
    const address = asked();
    form.parentElement.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const made = page.getElementById("ask");
      const said = page.getElementById("answer");
      if (mine !== turn) return;
      if (!reply.ok || !made || !said) { form.submit(); return; }
      keepTyping(made);
      answer.replaceChildren(...said.childNodes);
      document.querySelector(".ph .act")?.replaceChildren(...(page.querySelector(".ph .act")?.childNodes ?? []));
      window.history.replaceState(null, "", address);
    } catch {
      if (mine === turn) form.submit();
    } finally {
      if (mine === turn) form.parentElement.removeAttribute("aria-busy");
    }
  };
  const enough = () => [...form.querySelectorAll("[required]")].every((field) => field.value.trim() !== "");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await refresh();
    const wrong = form.querySelector("[aria-invalid=true]");
    if (wrong) wrong.focus();
    else if (window.innerWidth < 900) answer.scrollIntoView();
  });
  form.addEventListener("change", (event) => {
    if (event.target.id === "c-huyen") form.querySelector("#c-xa").value = "";
    if (enough() || event.target.id === "c-huyen") refresh();
  });
  form.addEventListener("input", (event) => {
    if (event.target.type !== "range") return;
    form.querySelector(`#${event.target.dataset.for}`).value = Number(event.target.value).toLocaleString("de-DE");
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
});
