// Gives the desk's forms life: what they ask for is done without a new page, and no text is lost on the way. Without
// this script the same forms work by themselves.
"use strict";

const main = document.getElementById("main"), toast = document.getElementById("toast");
const words = main.querySelector("#words")?.dataset ?? {};
const saved = field => field.dataset.saved ?? field.defaultValue;
// A text is kept by what stood in its field, not by the field's number: somebody else may move the story meanwhile.
const keptAs = (field, stood) => `desk ${location.pathname} ${field.name.replace(/\d+/g, "")} ${stood}`;
const kept = field => keptAs(field, saved(field));
const FIELD = "textarea[form=do], textarea[data-saved], input[data-saved]", fields = () => [...main.querySelectorAll(FIELD)];
const isChanged = field => field.value !== saved(field);
let busy = false;

function tell(text, seconds = 0) {
  toast.textContent = text;
  clearTimeout(tell.timer);
  if (seconds) tell.timer = setTimeout(() => toast.textContent = "", seconds * 1000);
}

function store(act) {
  try { act(localStorage); } catch { /* a browser that keeps nothing */ }
}

function show(field) {
  const box = field.closest("details");
  if (!box) return;
  box.classList.toggle("unsaved", isChanged(field));
  if (isChanged(field)) box.open = true;
}

function keep(field) {
  store(memory => isChanged(field) ? memory.setItem(kept(field), field.value) : memory.removeItem(kept(field)));
  show(field);
}

const waits = new Map();
const tidied = text => text.trim().split(/\s+/).join(" ");

// What is typed is checked in a moment's rest. Each key takes the question back that is under way: an answer that
// comes late is of other words.
function check(field) {
  const box = document.getElementById(field.getAttribute("aria-describedby"));
  if (!box) return;
  forget(waits.get(box.id));
  const wait = {asking: new AbortController()};
  waits.set(box.id, wait);
  if (tidied(field.value) === tidied(saved(field))) warn(field, box);
  else wait.timer = setTimeout(ask, 500, field, box, wait.asking.signal);
}

function forget(wait) {
  clearTimeout(wait?.timer);
  wait?.asking.abort();
}

async function ask(field, box, signal) {
  const {csrf, version} = Object.fromEntries(new FormData(field.form)), data = new URLSearchParams({csrf, version});
  for (const each of fields()) if (each.getAttribute("aria-describedby") === box.id) data.set(each.name, each.value);
  data.set("field", field.name);
  try {
    const answer = await fetch(`${field.form.action}/check`, {method: "POST", body: data, signal});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    warn(field, box, answer.ok ? page.body.children : []);
  } catch {
    if (!signal.aborted) warn(field, box, []);
  }
}

// Shows the warnings of what is typed, and not those of what is saved; without any, those again.
function warn(field, box, warnings) {
  for (const each of main.querySelectorAll(`[data-of="${field.id}"]`)) each.hidden = !!warnings;
  box.replaceChildren(...warnings ?? []);
}

function attend(field) {
  keep(field);
  check(field);
}

// Puts what was kept back into its fields, and returns whether there was any that the page does not have.
function restore() {
  let found = false;
  store(memory => {
    const done = new Set();  // the same words may stand in two places
    for (const field of fields()) {
      const key = kept(field), text = done.has(key) ? null : memory.getItem(key);
      if (text !== null) done.add(key);
      if (text !== null && text !== field.value) { field.value = text; found = true; }
      show(field);
    }
    showLost(memory);
  });
  fields().filter(isChanged).forEach(check);
  return found;
}

// Shows what was kept of a field that is there no more, until somebody says that it is not wanted.
function showLost(memory) {
  const box = main.querySelector("#lost");
  if (!box || main.querySelector("#told")) return;
  const known = new Set(fields().map(kept)), here = `desk ${location.pathname} `;
  for (const key of Object.keys(memory).filter(each => each.startsWith(here) && !known.has(each))) {
    const text = memory.getItem(key);
    if (fields().some(field => saved(field).includes(text))) { memory.removeItem(key); continue; }
    const one = box.content.firstElementChild.cloneNode(true);
    one.querySelector("textarea").value = text;
    one.querySelector("button").addEventListener("click", () => { store(each => each.removeItem(key)); one.remove(); main.focus(); });
    box.before(one);
  }
}

function asked(form, button) {
  const data = new URLSearchParams(new FormData(form));
  for (const field of fields()) if (!isChanged(field)) data.delete(field.name);
  data.set("do", button?.value || "save");
  return data;
}

async function send(form, button) {
  if (busy) return;
  busy = true;
  main.setAttribute("aria-busy", "true");
  tell(words.saving);
  const sent = fields().filter(isChanged).map(kept), written = new Map(fields().map(field => [field, field.value]));
  const from = focusFrom(button);
  try {
    const answer = await fetch(form.action, {method: "POST", body: asked(form, button), signal: AbortSignal.timeout(30000)});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"), next = page.getElementById("main");
    if (!next?.querySelector("#do")) {
      tell([401, 403].includes(answer.status) ? words.gone : next?.innerText.trim() || words.offline);
      return;
    }
    if (answer.ok) store(memory => sent.forEach(key => memory.removeItem(key)));
    const since = keepSince(written, answer.ok);
    document.title = page.title;
    waits.forEach(forget);
    reopen(() => main.replaceChildren(...next.childNodes));
    tell(answer.ok ? words.saved : "", 2);
    if (restore() && !answer.ok) tell(words.restored, 6);
    fields().filter(isChanged).forEach(keep);
    if (!answer.ok) { main.querySelector("#told")?.scrollIntoView(); main.focus({preventScroll: true}); }
    else if (!goOnWriting(since)) focusOn(from);
  } catch {
    tell(words.offline);
  } finally {
    busy = false;
    main.removeAttribute("aria-busy");
  }
}

// Keeps what was written while the answer was on its way, and returns where somebody still writes.
function keepSince(written, isSaved) {
  let place;
  for (const [field, sent] of written) {
    if (field.value === sent) continue;
    const key = keptAs(field, isSaved ? sent : saved(field));
    store(memory => memory.setItem(key, field.value));
    if (field === document.activeElement) place = {key, at: [field.selectionStart, field.selectionEnd]};
  }
  return place;
}

function goOnWriting(place) {
  const field = place && fields().find(each => kept(each) === place.key);
  if (!field) return false;
  field.focus({preventScroll: true});
  field.setSelectionRange(...place.at);
  return true;
}

// Has what was open stay open where the page is replaced.
function reopen(replace) {
  const name = box => `${box.closest("article").dataset.story} ${box.querySelector("summary").textContent}`;
  const open = new Set([...main.querySelectorAll("article details[open]")].map(name));
  replace();
  for (const box of main.querySelectorAll("article details")) if (open.has(name(box))) box.open = true;
}

const stories = () => [...main.querySelectorAll("article")];

// Where the keyboard is when a button is pressed.
function focusFrom(button) {
  const article = button?.closest("article"), box = button?.closest("details");
  return {
    verb: button?.value.split(" ")[0], story: article?.dataset.story, at: stories().indexOf(article),
    box: box && article ? [...article.querySelectorAll("details")].indexOf(box) : -1,
    all: new Set(stories().map(each => each.dataset.story)),
  };
}

function focusOn({verb, story, at, box, all}) {
  const article = stories().find(each => each.dataset.story === story), moves = ["up", "down", "lead", "brief", "full"];
  const turned = {pin: "unpin", unpin: "pin", undo: "redo", redo: "undo"}[verb];
  const button = place => place.querySelector(`:enabled[value="${verb}"], :enabled[value^="${verb} "]`)
    ?? (turned ? place.querySelector(`:enabled[value="${turned}"], :enabled[value^="${turned} "]`) : null);
  let next;
  if (article && box >= 0) next = article.querySelectorAll("details")[box]?.querySelector("summary") ?? article;
  else if (article) next = button(article.querySelector(".acts") ?? article) ?? article;
  else if (story !== undefined) next = stories()[Math.min(at, stories().length - 1)];  // it is there no more: the next
  else if (turned) next = button(main.querySelector(".foot"));
  else next = stories().find(each => !all.has(each.dataset.story));  // what was brought in
  if (article && moves.includes(verb)) article.classList.add("moved");
  next ??= main;
  if (next !== main) next.closest("article")?.scrollIntoView({block: "nearest"});
  next.focus({preventScroll: true});
}

let sound, playing;

// Decoded here and not by an <audio>, which on some phones asks for ranges and needs a tap of its own.
async function play(link) {
  playing?.stop();
  if (link.classList.contains("on")) return;
  sound ??= new AudioContext();
  await sound.resume();
  link.setAttribute("aria-busy", "true");
  tell(words.speaking);
  try {
    const answer = await fetch(link.href, {signal: AbortSignal.timeout(60000)});
    if (!answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      tell(answer.status === 401 ? words.gone : `${words.silent} ${page.querySelector("[role=alert]")?.textContent ?? ""}`);
      return;
    }
    const source = new AudioBufferSourceNode(sound, {buffer: await sound.decodeAudioData(await answer.arrayBuffer())});
    playing?.stop();
    playing = source;
    source.connect(sound.destination);
    source.onended = () => { link.classList.remove("on"); if (playing === source) playing = undefined; };
    link.classList.add("on");
    source.start();
    tell("");
  } catch {
    tell(words.offline);
  } finally {
    link.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", event => {
  const link = event.target.closest("a.play");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  play(link);
});

document.addEventListener("submit", event => {
  if (event.submitter?.dataset.hear) {
    event.preventDefault();
    const {version, word, other, pinyin} = Object.fromEntries(new FormData(event.target));
    event.submitter.href = `${event.submitter.dataset.hear}?${new URLSearchParams({version, word, pinyin: other || pinyin})}`;
    play(event.submitter);
    return;
  }
  if (event.target.id !== "do" || event.submitter?.hasAttribute("data-page")) { once(event); return; }
  event.preventDefault();
  send(event.target, event.submitter);
});

// The second press of a double click asks for nothing: its answer, that it is done already, would be the one shown.
function once(event) {
  if (event.target === once.sent) event.preventDefault();
  once.sent = event.target;
  setTimeout(() => once.sent = undefined, 3000);
  if (words.sending && event.target.enctype === "multipart/form-data") tell(words.sending);
}

document.addEventListener("change", event => {
  if (event.target.matches(".choice [type=radio]")) play(event.target.closest(".choice").querySelector("a.play"));
});

document.addEventListener("input", event => {
  if (event.target.matches(FIELD)) attend(event.target);
});

document.addEventListener("keydown", event => {
  const article = event.target.closest("article");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea"))
    event.target.closest(".edit, form").querySelector("button").click();
  else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && article) {
    event.preventDefault();
    article.querySelector(`.acts [value^="${event.key === "ArrowUp" ? "up" : "down"} "]`)?.click();
  } else if (["j", "k"].includes(event.key) && !event.target.matches("textarea, input") && !event.ctrlKey && !event.metaKey) {
    const all = [...main.querySelectorAll("article")];
    const at = article ? all.indexOf(article) : -1, next = all[at + (event.key === "j" ? 1 : -1)];
    next?.focus({preventScroll: true});
    next?.scrollIntoView({block: "nearest"});
  }
});

if (location.hash === "#sent") {
  store(memory => fields().forEach(field => memory.removeItem(kept(field))));
  history.replaceState(null, "", location.pathname);
}
if (restore()) tell(words.restored, 6);

const isWritten = () => [...main.querySelectorAll("textarea, input:not([type=hidden])")].some(isChanged);

// Where something can be written it reads ahead: that may take a minute, and whoever begins to write meanwhile stays.
async function lookAgain(address) {
  if (fields().length && !isWritten()) await fetch(address, {signal: AbortSignal.timeout(60000)}).catch(() => {});
  if (isWritten()) setTimeout(lookAgain, 4000, address);
  else location.replace(address);
}

const again = main.querySelector("[data-again] a");
if (again) setTimeout(lookAgain, 4000, again.href);
