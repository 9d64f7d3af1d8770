// Gives the desk's forms life: what they ask for is done without a new page, and no text is lost on the way. Without
// this script the same forms work by themselves.
"use strict";

const main = document.getElementById("main"), toast = document.getElementById("toast");
const words = main.querySelector("#words")?.dataset ?? {};
const saved = field => field.dataset.saved ?? field.defaultValue;
const kept = field => `desk ${location.pathname} ${field.name} ${saved(field)}`;
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

function restore() {
  let found = false;
  store(memory => fields().forEach(field => {
    const text = memory.getItem(kept(field));
    if (text !== null && text !== field.value) { field.value = text; found = true; }
    show(field);
  }));
  if (found) tell(words.restored, 6);
  fields().filter(isChanged).forEach(check);
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
  const story = button?.closest("article")?.dataset.story, verb = button?.value.split(" ")[0];
  const sent = fields().filter(isChanged).map(kept), open = [...main.querySelectorAll("article details[open]")];
  const looked = open.map(box => [box.closest("article").dataset.story, box.querySelector("summary").textContent]);
  try {
    const answer = await fetch(form.action, {method: "POST", body: asked(form, button), signal: AbortSignal.timeout(30000)});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"), next = page.getElementById("main");
    if (!next?.querySelector("#do")) {
      tell([401, 403].includes(answer.status) ? words.gone : next?.innerText.trim() || words.offline);
      return;
    }
    if (answer.ok) store(memory => sent.forEach(key => memory.removeItem(key)));
    document.title = page.title;
    waits.forEach(forget);
    main.replaceChildren(...next.childNodes);
    for (const article of main.querySelectorAll("article"))
      for (const box of article.querySelectorAll("details"))
        if (looked.some(([of, text]) => of === article.dataset.story && text === box.querySelector("summary").textContent))
          box.open = true;
    tell(answer.ok ? words.saved : "", 2);
    if (answer.ok) { fields().filter(isChanged).forEach(attend); focusOn(story, verb); }
    else { restore(); main.querySelector("#told")?.scrollIntoView(); main.focus({preventScroll: true}); }
  } catch {
    tell(words.offline);
  } finally {
    busy = false;
    main.removeAttribute("aria-busy");
  }
}

function focusOn(story, verb) {
  const article = [...main.querySelectorAll("article")].find(each => each.dataset.story === story);
  if (!article) { main.querySelector(`.foot [value="${verb}"]:enabled`)?.focus() ?? main.focus({preventScroll: true}); return; }
  const same = article.querySelector(`.acts [value^="${verb} "]`);
  if (["up", "down", "lead", "brief", "full"].includes(verb)) {
    article.classList.add("moved");
    article.scrollIntoView({block: "nearest"});
  }
  (same ?? article).focus({preventScroll: true});
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
  if (event.target.id !== "do" || event.submitter?.hasAttribute("data-page")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

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
restore();

const isWritten = () => [...main.querySelectorAll("textarea, input:not([type=hidden])")].some(isChanged);

// Where something can be written it reads ahead: that may take a minute, and whoever begins to write meanwhile stays.
async function lookAgain(address) {
  if (fields().length && !isWritten()) await fetch(address, {signal: AbortSignal.timeout(60000)}).catch(() => {});
  if (isWritten()) setTimeout(lookAgain, 4000, address);
  else location.replace(address);
}

const again = main.querySelector("[data-again] a");
if (again) setTimeout(lookAgain, 4000, again.href);
