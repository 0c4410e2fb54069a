// <kept-search>: around a search that shows while one types what is found. Keeps what is shown in the address, in place
// of the one before, so that a link, a reload and the way back lead to it; without script its form does.
class KeptSearch extends HTMLElement {
  constructor() {
    super();
    this.addEventListener("htmx:after:request", ({ detail: { ctx } }) => this.#keep(ctx));
  }

  #keep({ request, response }) {
    const shown = new URL(request.action, location.href);
    if (response.status !== 200 || shown.pathname !== location.pathname) return;
    for (const [name, value] of [...shown.searchParams]) if (!value) shown.searchParams.delete(name);
    history.replaceState(history.state, "", shown);
  }
}

customElements.define("kept-search", KeptSearch);
