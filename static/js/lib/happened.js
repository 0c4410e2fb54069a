// What happened between the messages of a thread: once the server hints at it, or time brings something, every card is
// asked for anew, in one question at a time. One that is as before stays untouched, the others take its place, and what is
// new stands where it belongs by its time. `thread` is the <conversation-thread>.
const ASPECTS = ["session", "credits", "document"];
const REACHED_MS = 1_100;

export class Happened {
  #asking;
  #isAskedAgain = false;
  #thread;

  constructor(thread, signal) {
    this.#thread = thread;
    const soon = () => setTimeout(() => thread.isConnected && this.renew(), REACHED_MS);
    thread.addEventListener("undo-window:over", () => this.renew(), { signal });
    thread.addEventListener("relative-time:reached", soon, { signal });
    thread.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => isAnswer(ctx) && this.renew(), { signal });
  }

  hinted(aspects) {
    if (!aspects || aspects.some((aspect) => ASPECTS.includes(aspect))) this.renew();
  }

  async renew() {
    this.#isAskedAgain = Boolean(this.#asking);
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    await this.#asking;
    if (!this.#isAskedAgain || !this.#thread.isConnected) return;
    this.#isAskedAgain = false;
    await this.renew();
  }

  async #ask() {
    if (!navigator.onLine) return;
    const first = this.#thread.list.querySelector("[data-number]")?.dataset.number ?? 1;
    const address = `${this.#thread.getAttribute("address")}/messages?cards=${first}`;
    // By itself: of what one element asks for at once htmx drops something.
    const how = { source: this.#thread.list, target: "#talk-happened", swap: "outerHTML ignoreTitle:true" };
    const before = this.#thread.querySelector("#talk-happened");
    await htmx.ajax("GET", address, how).catch(() => {});
    const came = this.#thread.querySelector("#talk-happened");
    if (came === before) return;
    this.#take([...came.children]);
    came.replaceChildren();
  }

  #take(came) {
    const { isNear, isNewest } = this.#thread;
    // What is later than all that is shown comes with its page.
    const last = momentOf([...this.#thread.list.querySelectorAll("[data-number]")].at(-1));
    const cards = isNewest ? came : came.filter((card) => momentOf(card) <= last);
    // What is older than all that came was left out for its age.
    const [oldest, ids] = [momentOf(cards[0]), new Set(cards.map(({ id }) => id))];
    for (const card of this.#thread.list.querySelectorAll(".talk__card"))
      if (!ids.has(card.id) && momentOf(card) >= oldest) card.remove();
    for (const card of cards) this.#place(card);
    this.#thread.tidy();
    if (isNear && isNewest) this.#thread.showEnd();
  }

  #place(card) {
    const shown = [...this.#thread.list.children].find(({ id }) => id === card.id);
    if (shown?.dataset.drawn === card.dataset.drawn) return;
    if (shown) return shown.replaceWith(card);
    const moment = momentOf(card);
    const isLater = (other) => other.dataset.state || momentOf(other) > moment;
    this.#thread.list.insertBefore(card, [...this.#thread.list.children].find(isLater) ?? null);
  }
}

const momentOf = (item) => item?.querySelector("time")?.getAttribute("datetime") ?? "";

const isAnswer = ({ request, sourceElement }) =>
  request?.method?.toUpperCase() === "POST" && Boolean(sourceElement?.closest?.(".talk__card"));
