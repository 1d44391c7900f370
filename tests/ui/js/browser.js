// The few parts of a browser that pure modules touch, for Node. Importing it comes first.

globalThis.HTMLElement ??= class {};
globalThis.customElements ??= {
  classes: new Map(),
  define(name, element) {
    this.classes.set(name, element);
  },
};

// Some versions of Node have a global of this name that warns when it is read.
export function setGlobal(name, value) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

// A custom element that was never connected: its methods work on what the test gives it.
export function elementOf(name, fields) {
  return Object.assign(Object.create(customElements.classes.get(name).prototype), fields);
}

// What localStorage and sessionStorage are: an object whose keys are its entries.
export class MemoryStorage {
  getItem(name) {
    return Object.hasOwn(this, name) ? this[name] : null;
  }

  setItem(name, value) {
    this[name] = String(value);
  }

  removeItem(name) {
    delete this[name];
  }
}
