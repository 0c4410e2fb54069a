// <file-upload most="bytes">: around a form with files. Each that is chosen, dropped or pasted is asked for and then sent by
// itself, one after the other, and says how far it is. Without a network it waits and says so. Without script the form sends.
// What turns the direction of writing would show "gpj.pdf" as "fdp.jpg"; the server leaves it out as well.
const UNSEEN = /\p{C}/gu;

class FileUpload extends HTMLElement {
  #waiting = [];
  #current;
  #ends = new AbortController();

  connectedCallback() {
    const { signal } = this.#ends;
    const [form, field] = [this.querySelector("form"), this.querySelector("input[type=file]")];
    field.hidden = true;
    field.required = false;
    form.addEventListener("submit", (event) => (event.preventDefault(), field.click()), { signal });
    field.addEventListener("change", () => (this.#take(field.files), (field.value = "")), { signal });
    // What is chosen is taken at once: the page has nothing typed that it would lose by renewing itself.
    field.addEventListener("input", (event) => event.stopPropagation(), { signal });
    const listen = (name, take) => document.addEventListener(name, take, { signal });
    listen("dragover", (event) => this.#drags(event) && event.preventDefault());
    listen("drop", (event) => this.#drags(event) && (event.preventDefault(), this.#take(event.dataTransfer.files)));
    listen("paste", (event) => this.#take(event.clipboardData?.files ?? []));
    addEventListener("online", () => this.#next(), { signal });
    addEventListener("beforeunload", (event) => this.#current && event.preventDefault(), { signal });
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#current?.abort();
  }

  #drags(event) {
    return event.dataTransfer?.types.includes("Files");
  }

  #take(files) {
    for (const file of files) {
      const row = this.querySelector("template").content.cloneNode(true).firstElementChild;
      row.querySelector("bdi").textContent = file.name.replace(UNSEEN, "");
      const chosen = new FormData(this.querySelector("form"));
      chosen.delete("files");
      const one = { file, row, chosen, key: crypto.randomUUID(), sending: new AbortController() };
      const [again, leave] = row.querySelectorAll("button");
      again.addEventListener("click", () => (this.#waiting.unshift(one), this.#next()));
      leave.addEventListener("click", () => this.#leave(one));
      this.querySelector("ul").append(row);
      this.#say(one, "waits");
      this.#waiting.push(one);
    }
    this.#next();
  }

  #leave(one) {
    this.#waiting = this.#waiting.filter((each) => each !== one);
    one.sending.abort();
    const isFocused = one.row.contains(document.activeElement);
    one.row.remove();
    if (isFocused) this.querySelector("form button").focus();
  }

  async #next() {
    if (this.#current || !this.#waiting.length) return;
    const one = this.#waiting.shift();
    this.#current = one.sending = new AbortController();
    const isAway = await this.#send(one).catch(() => !one.sending.signal.aborted);
    this.#current = undefined;
    if (!this.isConnected) return;
    if (isAway) {
      // Whether the rest comes through is seen once there is a network again, or somebody asks.
      this.#say(one, "offline");
      this.#waiting.unshift(one);
      return;
    }
    if (!this.#waiting.length) this.#show();
    this.#next();
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
    if (!asked.ok) return this.#refuse(one, await asked.text());
    // Sent again after its answer was lost it is there once.
    const answer = await this.#post(this.#at("key", one.key), one);
    if (answer.status >= 400) return this.#refuse(one, answer.responseText);
    this.#say(one, "done");
    one.row.querySelector("button:last-of-type").hidden = true;
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
  }

  #show() {
    const target = "#documents-list";
    htmx.ajax("GET", this.querySelector("form").action, { target, select: target, swap: "outerMorph" }).catch(() => {});
  }
}

customElements.define("file-upload", FileUpload);
