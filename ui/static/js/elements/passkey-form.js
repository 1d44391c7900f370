// <passkey-form data-ceremony="create|get" data-options="id" | data-url="address">: asks the device for a passkey, puts its
// answer into the field `credential` of the form inside, and sends it. What the device is asked for stands in the page as JSON,
// or is fetched when the button is used. Hidden where a browser has no passkeys; then [data-no-passkeys] says so.

const ceremonies = {
  create(options) {
    const selection = {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    const asked = {
      ...options,
      authenticatorSelection: { ...options.authenticatorSelection, ...selection },
    };
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
    return navigator.credentials.create({ publicKey });
  },
  get(options) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return navigator.credentials.get({ publicKey });
  },
};

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    this.hidden = false;
    for (const words of document.querySelectorAll("[data-no-passkeys]")) words.hidden = true;
    this.querySelector("form").addEventListener("submit", this);
  }

  async handleEvent(event) {
    event.preventDefault();
    const form = event.target;
    const failed = this.querySelector("[role=alert]");
    failed.hidden = true;
    try {
      const { publicKey } = await this.options();
      const credential = await ceremonies[this.dataset.ceremony](publicKey);
      form.elements.namedItem("credential").value = JSON.stringify(credential);
    } catch {
      failed.hidden = false; // the person said no, the device did, or there is no network
      return;
    }
    form.submit();
  }

  async options() {
    const { options, url } = this.dataset;
    if (options) return JSON.parse(document.getElementById(options).textContent);
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    const data = await answer.json();
    return data.request_options;
  }
}

customElements.define("passkey-form", PasskeyForm);
