/* Deciding by keyboard: 1 2 3 answer, J K go on and back, Z takes the last answer back, E opens row A. */
document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const answer = document.querySelector(`[data-decide] [data-key="${CSS.escape(key)}"]`);
  const link = { j: "a[rel=next]", k: "a[rel=prev]", e: "a[data-row]" }[key];
  if (answer) answer.form.requestSubmit(answer);
  else if (key === "z") document.querySelector("form[data-undo]")?.requestSubmit();
  else if (link) document.querySelector(link)?.click();
});
