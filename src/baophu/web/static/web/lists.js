/* Sending a list: a dropped file, and an answer that keeps the chosen file. Without it the form works by itself. */
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("send");
  if (!form) return;
  const drop = document.getElementById("drop");
  const file = document.getElementById("file");
  const name = document.getElementById("file-name");
  const running = document.getElementById("running");
  const answer = document.getElementById("answer");
  const show = () => { name.textContent = file.files.length ? file.files[0].name : ""; };
  file.addEventListener("change", show);
  ["dragover", "dragenter"].forEach((kind) => drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); }));
  ["dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, () => drop.classList.remove("over")));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { file.files = event.dataTransfer.files; show(); }
  });
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.hasAttribute("formaction")) return; // looking first: an ordinary page
    event.preventDefault();
    const body = new FormData(form);
    if (event.submitter?.name) body.append(event.submitter.name, event.submitter.value);
    const buttons = form.querySelectorAll("button");
    buttons.forEach((b) => { b.disabled = true; });
    running.hidden = false;
    try {
      const reply = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (reply.ok) { window.location.assign((await reply.json()).to); return; }
      answer.innerHTML = await reply.text();
      answer.hidden = false;
      answer.querySelector("select, [role=alert]")?.focus();
    } catch {
      form.submit();
      return;
    }
    running.hidden = true;
    buttons.forEach((b) => { b.disabled = false; });
  });
});

/* A value offered beside a field is put into it by one touch. */
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("button[data-fill]").forEach((b) => b.addEventListener("click", () => {
    const field = document.getElementById(b.dataset.fill);
    field.value = b.dataset.value;
    field.focus();
  }));
  document.querySelector("#typed [aria-invalid]")?.focus();
});
