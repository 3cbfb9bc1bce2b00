// Passkeys: a button with data-passkey="login|confirm|new" asks the server for options, the
// authenticator for a credential, and sends it back. What went wrong stands in [data-passkey-fault].
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const ROUTES = {
    login: ["/login/passkey/options", "/login/passkey"],
    confirm: ["/login/passkey/options", "/login/passkey/confirm"],
    new: ["/profile/passkeys/options", "/profile/passkeys"],
  };

  async function post(path, body) {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.detail || String(answer.status));
    return told;
  }

  async function create(options) {
    const key = options.publicKey;
    key.challenge = bytes(key.challenge);
    key.user.id = bytes(key.user.id);
    (key.excludeCredentials || []).forEach((known) => (known.id = bytes(known.id)));
    const made = await navigator.credentials.create({ publicKey: key });
    return {
      id: made.id,
      type: made.type,
      response: {
        clientDataJSON: text(made.response.clientDataJSON),
        attestationObject: text(made.response.attestationObject),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      },
      clientExtensionResults: made.getClientExtensionResults(),
    };
  }

  async function get(options) {
    const key = options.publicKey;
    key.challenge = bytes(key.challenge);
    (key.allowCredentials || []).forEach((known) => (known.id = bytes(known.id)));
    const shown = await navigator.credentials.get({ publicKey: key });
    return {
      id: shown.id,
      type: shown.type,
      response: {
        clientDataJSON: text(shown.response.clientDataJSON),
        authenticatorData: text(shown.response.authenticatorData),
        signature: text(shown.response.signature),
        userHandle: shown.response.userHandle ? text(shown.response.userHandle) : null,
      },
      clientExtensionResults: shown.getClientExtensionResults(),
    };
  }

  async function run(button) {
    const kind = button.dataset.passkey;
    const [ask, send] = ROUTES[kind];
    const fault = document.querySelector("[data-passkey-fault]");
    fault.hidden = true;
    button.disabled = true;
    try {
      const start = await post(ask, {});
      const credential = await (kind === "new" ? create : get)(start.options);
      const name = document.querySelector("[data-passkey-name]");
      const sent = { ceremony: start.ceremony, credential, name: name ? name.value : "" };
      const told = await post(send, sent);
      location.assign(button.dataset.back || told.next);
    } catch (error) {
      fault.hidden = false;
      fault.querySelector("span").textContent = error.name === "Error" ? error.message : "";
      button.disabled = false;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-passkey]");
    if (button) run(button);
  });
})();
