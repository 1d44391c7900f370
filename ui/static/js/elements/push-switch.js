// <push-switch data-key="our public key">: turns notifications on in this browser. Nothing is asked before the press. The form inside carries what the browser gave; [data-state] are
// the words for "none" (no script, or a browser without push messages; shown until the script has looked), "denied", "off" and "on". On the page, the form that removes this very browser
// from the list has its digest in [data-browser]: the browser then forgets its side as well.

import { startWorker } from "../device-copies.js";

const isSupported = () =>
  Boolean(navigator.serviceWorker && globalThis.PushManager && globalThis.Notification);

// What this browser gave before, if it did. No worker is started for that.
async function currentSubscription() {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? undefined;
}

async function digestOf(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytesOf(base64url) {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

class PushSwitch extends HTMLElement {
  async connectedCallback() {
    if (!isSupported()) return;
    this.querySelector("form").addEventListener("submit", (event) => this.turnOn(event));
    this.show(await this.state());
  }

  async state() {
    if (Notification.permission === "denied") return "denied";
    const subscription = await currentSubscription().catch(() => undefined);
    if (!subscription) return "off";
    const digest = await digestOf(subscription.endpoint);
    const form = document.querySelector(`[data-browser="${digest}"]`);
    form?.addEventListener("submit", (event) => this.turnOff(event, subscription));
    return form ? "on" : "off";
  }

  async turnOn(event) {
    event.preventDefault();
    const form = event.target;
    this.querySelector("[role=alert]").hidden = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") {
        this.show(Notification.permission === "denied" ? "denied" : "off");
        return;
      }
      const { endpoint, keys } = await this.subscribe();
      for (const [name, value] of Object.entries({ endpoint, ...keys }))
        if (form.elements.namedItem(name)) form.elements.namedItem(name).value = value;
    } catch {
      this.querySelector("[role=alert]").hidden = false; // no network, or a push service that says no
      return;
    }
    form.submit();
  }

  // One that was made for another key of ours is of no use any more.
  async subscribe() {
    await startWorker();
    const { pushManager } = await navigator.serviceWorker.ready;
    await (await pushManager.getSubscription())?.unsubscribe();
    const applicationServerKey = bytesOf(this.dataset.key);
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
    return made.toJSON();
  }

  async turnOff(event, subscription) {
    event.preventDefault();
    await subscription.unsubscribe().catch(() => false);
    event.target.submit();
  }

  show(state) {
    for (const words of this.querySelectorAll("[data-state]"))
      words.hidden = words.dataset.state !== state;
  }
}

customElements.define("push-switch", PushSwitch);
