// <file-upload most="bytes">: around a form with files. Each that is chosen, dropped or pasted is asked for and then sent by
// itself, one after the other, and says how far it is. Where the connection breaks it waits, says so and goes on by itself, and
// of several it is said how many have arrived. Without script the form sends. With `rests` nothing is sent before start().
// Bears data-unsent while some are on their way. Fires upload:gone with detail.key for each that arrived or was left out.
// What turns the direction of writing would show "gpj.pdf" as "fdp.jpg"; the server leaves it out as well.
const UNSEEN = /\p{C}/gu;
const AGAIN_MS = [2_000, 5_000, 15_000, 30_000];
// A proxy's word that nobody answers behind it; 507 is ours, and says why.
const AWAY = [502, 503, 504];
const REST = ["offline", "later"];
const UNSENT = ["waits", "sends", ...REST];

class FileUpload extends HTMLElement {
  #all = new Set();
  #waiting = [];
  #current;
  #breaks = 0;
  #timer;
  #ends = new AbortController();

  connectedCallback() {
    const { signal } = this.#ends;
    const [form, field] = [this.querySelector("form"), this.querySelector("input[type=file]")];
    field.hidden = true;
    field.required = false;
    form.addEventListener("submit", (event) => (event.preventDefault(), field.click()), { signal });
    field.addEventListener("change", () => (this.take(entries(field.files)), (field.value = "")), { signal });
    // What is chosen is taken at once: the page has nothing typed that it would lose by renewing itself.
    field.addEventListener("input", (event) => event.stopPropagation(), { signal });
    const listen = (name, take) => document.addEventListener(name, take, { signal });
    listen("dragover", (event) => this.#drags(event) && event.preventDefault());
    listen("drop", (event) => this.#drags(event) && (event.preventDefault(), this.take(entries(event.dataTransfer.files))));
    listen("paste", (event) => this.take(entries(event.clipboardData?.files ?? [])));
    addEventListener("online", () => this.#next(), { signal });
    addEventListener("beforeunload", (event) => this.hasAttribute("data-unsent") && event.preventDefault(), { signal });
    // Somebody may have chosen before this script had come.
    if (field.files.length) this.take(entries(field.files));
    field.value = "";
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#ends.abort();
    this.#current?.abort();
  }

  #drags(event) {
    return event.dataTransfer?.types.includes("Files");
  }

  // Shape: entries are of key and file; one that was kept has the key that it had before.
  take(entries) {
    for (const { key, file } of entries) {
      const row = this.querySelector("template").content.cloneNode(true).firstElementChild;
      row.querySelector("bdi").textContent = file.name.replace(UNSEEN, "");
      const chosen = new FormData(this.querySelector("form"));
      chosen.delete("files");
      const one = { file, row, chosen, key, sending: new AbortController() };
      const [again, leave] = row.querySelectorAll("button");
      again.addEventListener("click", () => this.#again(one));
      leave.addEventListener("click", () => this.#leave(one));
      this.querySelector("ul").append(row);
      this.#all.add(one);
      this.#say(one, this.hasAttribute("rests") ? "rests" : "waits");
      this.#waiting.push(one);
    }
    this.#next();
  }

  start(address, chosen) {
    for (const one of this.#waiting) for (const [name, value] of chosen) one.chosen.set(name, value);
    this.querySelector("form").action = address;
    this.removeAttribute("rests");
    this.#next();
  }

  #again(one) {
    this.#waiting = [one, ...this.#waiting.filter((each) => each !== one)];
    this.#next();
  }

  #leave(one) {
    this.#waiting = this.#waiting.filter((each) => each !== one);
    this.#all.delete(one);
    one.sending.abort();
    const isFocused = one.row.contains(document.activeElement);
    one.row.remove();
    this.#sum();
    this.#tellGone(one);
    if (isFocused) this.querySelector("form button")?.focus();
  }

  #tellGone({ key }) {
    this.dispatchEvent(new CustomEvent("upload:gone", { bubbles: true, detail: { key } }));
  }

  async #next() {
    if (this.#current || !this.#waiting.length || this.hasAttribute("rests")) return;
    clearTimeout(this.#timer);
    const one = this.#waiting.shift();
    this.#current = one.sending = new AbortController();
    const isAway = await this.#send(one).catch(() => !one.sending.signal.aborted);
    this.#current = undefined;
    if (!this.isConnected) return;
    if (isAway) return this.#wait(one);
    this.#breaks = 0;
    if (!this.#waiting.length) this.#show();
    this.#next();
  }

  // The browser does not know of every network that is back, so it is tried again as well, ever later.
  #wait(one) {
    for (const each of this.#waiting) this.#say(each, "later");
    this.#say(one, "offline");
    this.#waiting.unshift(one);
    const pause = AGAIN_MS[Math.min(this.#breaks, AGAIN_MS.length - 1)];
    this.#breaks += 1;
    this.#timer = setTimeout(() => this.#next(), pause);
    this.#show();
  }

  // Nothing that is known to be refused is sent.
  async #send(one) {
    const { file, sending } = one;
    this.#say(one, "sends");
    if (file.size > Number(this.getAttribute("most"))) return this.#refuse(one, this.dataset.large);
    const head = new FormData();
    head.append("files", file.slice(0, 8192), file.name);
    const [address, headers] = [this.#at("size", file.size, "/admission"), { accept: "text/plain" }];
    const asked = await fetch(address, { method: "POST", body: head, headers, signal: sending.signal });
    if (AWAY.includes(asked.status)) return true;
    if (!asked.ok) return this.#refuse(one, await asked.text());
    // Sent again after its answer was lost it is there once.
    const answer = await this.#post(this.#at("key", one.key), one);
    if (AWAY.includes(answer.status)) return true;
    if (answer.status >= 400) return this.#refuse(one, answer.responseText);
    this.#say(one, "done");
    one.row.querySelector("button:last-of-type").hidden = true;
    this.#tellGone(one);
  }

  #at(name, value, end = "") {
    const address = new URL(this.querySelector("form").action);
    address.pathname += end;
    address.searchParams.set(name, value);
    return address;
  }

  // A fetch does not tell how far it is.
  #post(address, { file, row, chosen, sending }) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      request.setRequestHeader("accept", "text/plain");
      request.upload.onprogress = (event) => (row.querySelector("progress").value = event.loaded / event.total);
      request.onload = () => done(request);
      request.onerror = request.onabort = fail;
      sending.signal.addEventListener("abort", () => request.abort());
      // The server reads what stands before a file.
      chosen.set("files", file, file.name);
      request.send(chosen);
    });
  }

  #refuse(one, why) {
    this.#say(one, "refused");
    one.row.querySelector("[role=status]").textContent = why;
  }

  // The words stand in the page, in its language.
  #say({ row }, state) {
    row.dataset.state = state;
    row.querySelector("[role=status]").textContent = this.dataset[state] ?? "";
    row.querySelector("progress").hidden = state !== "sends";
    row.querySelector("button").hidden = state !== "offline";
    this.#sum();
  }

  // Of several: what arrived, what did not, and what becomes of the rest.
  #sum() {
    const states = [...this.#all].map(({ row }) => row.dataset.state);
    this.toggleAttribute("data-unsent", states.some((state) => UNSENT.includes(state)));
    const count = (state) => states.filter((each) => each === state).length;
    const rest = states.filter((state) => REST.includes(state)).length;
    const sum = this.querySelector("[data-sum]");
    sum.hidden = states.length < 2 || this.hasAttribute("rests");
    const said = [sum.dataset.sum, count("refused") && sum.dataset.refused, rest && sum.dataset.rest];
    const numbers = { done: count("done"), all: states.length, refused: count("refused"), rest };
    const text = said.filter(Boolean).join(" ").replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
    // Said once, however often a file says how far it is.
    if (sum.textContent !== text) sum.textContent = text;
  }

  #show() {
    const target = "#documents-list";
    const list = document.querySelector(target);
    if (!list) return;
    const shown = list.dataset.live || this.querySelector("form").action;
    htmx.ajax("GET", shown, { target, select: target, swap: "outerMorph" }).catch(() => {});
  }
}

const entries = (files) => [...files].map((file) => ({ key: crypto.randomUUID(), file }));

customElements.define("file-upload", FileUpload);
