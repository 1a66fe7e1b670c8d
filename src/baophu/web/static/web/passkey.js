/* Passkeys: asks this program, asks the browser, sends the answer back. Nothing shows where a browser has none. */
document.addEventListener("DOMContentLoaded", () => {
  const numbered = /^[\d.]+$|^\[/.test(window.location.hostname); // passkeys are bound to names
  if (!window.PublicKeyCredential || !window.isSecureContext || numbered) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const told = (given) => ({
    ...given, challenge: bytes(given.challenge),
    ...(given.user ? { user: { ...given.user, id: bytes(given.user.id) } } : {}),
    excludeCredentials: named(given.excludeCredentials), allowCredentials: named(given.allowCredentials),
  });
  const answered = (made) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[name]) response[name] = words(made.response[name]);
    }
    return { id: made.id, rawId: words(made.rawId), type: made.type, response, clientExtensionResults: {} };
  };
  document.querySelectorAll("[data-passkey]").forEach((box) => {
    const [button, said] = [box.querySelector("button"), box.querySelector(".note")];
    const send = async (address, body) => {
      const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
      const answer = await fetch(address, { method: "POST", body: JSON.stringify(body), headers: { "X-CSRFToken": token, "Content-Type": "application/json" } });
      return answer.json();
    };
    box.hidden = false;
    button.addEventListener("click", async () => {
      said.hidden = true;
      button.disabled = true;
      try {
        const publicKey = told((await send(box.dataset.ask, {})).publicKey);
        const making = box.dataset.passkey === "make";
        const made = making ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
        const end = await send(box.dataset.finish, answered(made));
        if (end.there) { window.location.assign(end.there); return; }
        said.textContent = end.refused;
      } catch { said.textContent = box.dataset.failed; }
      said.hidden = false;
      button.disabled = false;
    });
  });
});
