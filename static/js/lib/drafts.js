// What somebody types or chooses in a form and does not send is there again when the form is: on this device, for this
// profile and this address, until it was sent, thrown away, or a week old. What the address says (a free place its date
// and time) is not typed, and what the server gives back as refused stays. Passwords, PINs and secrets are not kept, and
// what is typed by somebody who is not logged in belongs to the window alone. Logging out or changing the profile forgets
// all of it (out.js).
const KINDS = "[type=hidden], [type=password], [type=file], [autocomplete=one-time-code], [autocomplete=username], [data-secret]";
const FIELDS = `:is(input, select, textarea)[name]:not(${KINDS})`;
const FORMS = `form[method=post]:has(${FIELDS})`;
const MARK = "draft ";
const SENT = "sent";
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
// What an address may say that makes no other form of it.
const MOMENTS = ["date", "time", "slot"];
const KIND = "kind";

const { profile } = document.body.dataset;
const store = profile ? localStorage : sessionStorage;
const [{ type, responseStatus = 200 } = {}] = performance.getEntriesByType("navigation");
const isRefusal = responseStatus >= 400;

// By the path that a form is sent to: under which key it is kept, and what it said at first.
const keys = new Map();
const firsts = new Map();

// Whatever was filled in here nobody has typed.
let isFilling = false;
const sending = new WeakMap();

const pathOf = (form) => new URL(form.getAttribute("action"), location.href).pathname;
const formsTo = (path) => [...document.querySelectorAll("form[method=post]")].filter((form) => pathOf(form) === path);
const formsIn = (root) => [...root.querySelectorAll(FORMS)];
const fieldsOf = (form) => [...form.elements].filter((field) => field.matches(FIELDS));
const isTicked = ({ type }) => type === "checkbox" || type === "radio";
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function saidFor(form) {
  const address = form.closest("[data-address]")?.dataset.address ?? location.href;
  return new URL(address, location.href).searchParams;
}

// For another child it is another form, which is not to get these words; on another day it is the same.
function keyOf(form) {
  const path = pathOf(form);
  const whom = [...saidFor(form)].filter(([name]) => name !== KIND && !MOMENTS.includes(name));
  return keys.get(path) ?? `${MARK}${profile} ${path}?${new URLSearchParams(whom)}`;
}

function read(key) {
  const draft = JSON.parse(store.getItem(key));
  return draft && Date.now() - draft.at < KEPT_MS ? draft : null;
}

const now = (field) => (!isTicked(field) || field.checked ? field.value : null);

// What the server said, whatever was typed before this came.
function atFirst(field) {
  if (isTicked(field)) return field.defaultChecked ? field.value : null;
  if (field.localName !== "select") return field.defaultValue;
  const options = [...field.options];
  return (options.find(({ defaultSelected }) => defaultSelected) ?? options.find(({ disabled }) => !disabled))?.value ?? "";
}

function valuesOf(form, of = now) {
  const values = {};
  for (const field of fieldsOf(form)) {
    const value = of(field);
    values[field.name] ??= [];
    if (value !== null) values[field.name].push(value);
  }
  return values;
}

function changedNames({ first, values }) {
  return Object.keys(values).filter((name) => !isSame(values[name], first[name]));
}

function remember(form) {
  const key = keyOf(form);
  const { first = firsts.get(pathOf(form)) ?? {}, values = {} } = read(key) ?? {};
  const kind = form.querySelector(`[name=${KIND}][type=hidden]`)?.value;
  const draft = { at: Date.now(), first, kind, values: { ...values, ...valuesOf(form) } };
  if (changedNames(draft).length) store.setItem(key, JSON.stringify(draft));
  else store.removeItem(key);
}

export function restore(root) {
  for (const form of formsIn(root)) {
    const path = pathOf(form);
    // It has come back with what was typed, which is still to be sent.
    if (keys.has(path)) continue;
    firsts.set(path, valuesOf(form, atFirst));
    const draft = read(keyOf(form));
    if (draft) putBack(form, draft);
    else remember(form);
  }
}

async function putBack(form, draft) {
  const [path, key, before, said] = [pathOf(form), keyOf(form), valuesOf(form), saidFor(form)];
  const isNew = Boolean(form.elements.key);
  const isMoment = MOMENTS.some((name) => said.has(name));
  const given = fieldsOf(form).filter(({ name, type }) => said.has(name) || (isMoment && ["date", "time"].includes(type)));
  // What is so may have been changed elsewhere; what is proposed for something new is of the moment.
  const names = changedNames(draft).filter(
    (name) => !given.some((field) => field.name === name) && (isNew || isSame(before[name], draft.first[name])),
  );
  if (names.every((name) => isSame(before[name], draft.values[name]))) return store.removeItem(key);
  fill(form, draft.values, names);
  const drawn = await drawAnew(form, path, said.has(KIND) ? "" : draft.kind);
  // Who went on meanwhile is not taken back.
  fill(drawn, read(key)?.values ?? {}, names);
  say(drawn, () => undo(path, key, before));
}

function fill(form, values, names) {
  isFilling = true;
  for (const name of names) {
    const fields = fieldsOf(form).filter((field) => field.name === name);
    fields.forEach((field, place) => put(field, values[name] ?? [], place));
  }
  isFilling = false;
}

function put(field, values, place) {
  if (isTicked(field)) {
    if (field.checked === values.includes(field.value)) return;
    field.checked = values.includes(field.value);
  } else {
    const before = field.value;
    if (!(place in values) || before === values[place]) return;
    field.value = values[place];
    // What could be chosen then may not be there any more.
    if (field.localName === "select" && field.selectedIndex < 0) return void (field.value = before);
  }
  field.closest("details")?.setAttribute("open", "");
  // So that it counts as typed (typing.js).
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// What follows from a choice is asked for, as it was when it was made.
async function drawAnew(form, path, kind) {
  const asking = form.querySelector("[hx-get][hx-include]");
  const target = form.getAttribute("hx-target");
  if (!asking || !target || !navigator.onLine) return form;
  const asked = new URLSearchParams(new FormData(form));
  if (kind) asked.set(KIND, kind);
  // Not by the form, which would ask first for what is missing still.
  const source = document.querySelector(target);
  const address = `${asking.getAttribute("hx-get")}?${asked}`;
  await htmx.ajax("GET", address, { source, target, select: target, swap: "outerMorph ignoreTitle:true" }).catch(() => {});
  return formsTo(path).find((each) => each.matches(FORMS)) ?? form;
}

function say(form, undo) {
  const word = document.getElementById("draft-word").content.firstElementChild.cloneNode(true);
  word.querySelector("button").addEventListener("click", undo);
  form.prepend(word);
}

// What the server said at first, without asking once more: a sheet stays open.
async function undo(path, key, before) {
  const form = formsTo(path).find((each) => each.matches(FORMS));
  const word = form.querySelector("[data-draft]");
  const next = fieldsOf(form)[0];
  fill(form, before, Object.keys(before));
  word.remove();
  fill(await drawAnew(form, path, ""), before, Object.keys(before));
  store.removeItem(key);
  next.focus();
}

// What goes to the same place and holds all of it has come back with it: refused, or to be looked at once more.
function isBack(path, draft, sender) {
  const bare = (values) => values?.map((value) => value.replaceAll("\r", ""));
  return formsTo(path).some((form) => {
    const held = new FormData(form);
    return form !== sender && changedNames(draft).every((name) => isSame(bare(held.getAll(name)), bare(draft.values[name])));
  });
}

// The page after a form without htmx. Whoever comes back from one that brought no answer has sent nothing yet.
function arrived() {
  const [key, path] = JSON.parse(sessionStorage.getItem(SENT)) ?? [];
  sessionStorage.removeItem(SENT);
  if (!key || type !== "navigate" || document.documentElement.dataset.storedAt) return;
  const draft = read(key);
  if (draft && (isRefusal || isBack(path, draft))) keys.set(path, key);
  else for (const each of [localStorage, sessionStorage]) each.removeItem(key);
}

export function forget(isMeant = () => true) {
  for (const key of Object.keys(localStorage)) if (key.startsWith(MARK) && isMeant(key)) localStorage.removeItem(key);
}

function typed({ target }) {
  const form = !isFilling && target.matches(FIELDS) && target.form;
  if (form && form.matches(FORMS)) remember(form);
}

// What is tapped to be filled in is chosen as well.
function tapped({ sourceElement, request }) {
  if (request.method.toUpperCase() !== "GET" || !sourceElement?.matches?.("form a[hx-get], a[hx-get].quick__chip")) return;
  formsTo(new URL(sourceElement.href).pathname).filter((form) => form.matches(FORMS)).forEach(remember);
}

function answered(ctx) {
  const form = ctx.request.method.toUpperCase() === "POST" && ctx.sourceElement?.closest?.("form");
  if (!form || !form.matches(FORMS) || !(ctx.response?.status < 400)) return;
  if (ctx.hx?.redirect) store.removeItem(keyOf(form));
  else sending.set(ctx, { form, key: keyOf(form) });
}

function swapped(ctx) {
  const { form, key } = sending.get(ctx) ?? {};
  const draft = key && read(key);
  if (draft && !isBack(pathOf(form), draft, form)) store.removeItem(key);
}

document.addEventListener("input", typed);
document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (!defaultPrevented && form.matches(FORMS)) sessionStorage.setItem(SENT, JSON.stringify([keyOf(form), pathOf(form)]));
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => answered(ctx));
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (!ctx?.request) return;
  tapped(ctx);
  swapped(ctx);
});
arrived();
if (profile) forget((key) => !key.startsWith(`${MARK}${profile} `) || !read(key));
// Who has to log in is nobody yet.
else if (location.pathname.startsWith("/login")) forget();
if (!isRefusal) restore(document.querySelector("main"));
