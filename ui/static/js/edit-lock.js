// The pen of a block: taken when somebody begins to write, held while they do, laid down when the page goes.

const HEARTBEAT = 30_000; // the pen is free after 90 s
const IDLE = 120_000; // somebody who went for coffee lets others write

export class EditLock {
  // `tell` says words to the person, `stop` closes or opens the form.
  constructor({ take, layDown, token, version, tell, stop, words }) {
    Object.assign(this, { take, layDown, token, version, tell, stop, words });
  }

  async begin() {
    if (!this.take || this.heart) return;
    this.used();
    this.heart = setInterval(() => this.beat(), HEARTBEAT);
    await this.ask();
  }

  used() {
    this.lastKey = Date.now();
  }

  beat() {
    if (this.isOut || Date.now() - this.lastKey < IDLE) this.ask();
  }

  async ask() {
    try {
      const answer = await fetch(this.take, { method: "POST", body: this.token() });
      const said = await answer.json();
      if (answer.ok) this.isIn(said.version);
      else this.isKeptOut(said.refusal);
    } catch {
      // without network one writes on; the server decides when the words arrive
    }
  }

  isIn(version) {
    const isFirst = !this.isHeld || this.isOut;
    const isStale = isFirst && version > this.version();
    this.isHeld = true;
    this.isOut = false;
    this.stop(isStale);
    this.tell(isStale ? this.words.stale : "");
  }

  isKeptOut(refusal) {
    this.isOut = true;
    this.stop(true);
    this.tell(`${refusal} ${this.words.held}`);
  }

  end() {
    clearInterval(this.heart);
    if (this.heart) navigator.sendBeacon(this.layDown, this.token());
    this.heart = undefined;
  }
}
