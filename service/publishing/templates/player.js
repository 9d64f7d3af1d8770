// The page works without this file: native player, links, text. It adds the rest.
"use strict";

const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return (hours ? `${hours}:` : "") + `${two(minutes)}:${two(rest)}`;
}

// Storage may be forbidden (private windows, file:): then nothing is remembered.
const memory = {
  get(key) { try { return localStorage.getItem(`tingbao.${key}`); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(`tingbao.${key}`, value); } catch { /* not remembered */ } },
  drop(key) { try { localStorage.removeItem(`tingbao.${key}`); } catch { /* nothing to forget */ } },
};

let silence = 0;
function say(text) {
  const toast = find(".toast");
  toast.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => { toast.textContent = ""; }, 2500);
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "hide";
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (!copied) { say("无法复制，请手动选取地址"); return; }
  }
  say(done);
}

function setUpSubscribing() {
  const [button, field] = [find("#copy"), find("#feed")];
  if (!button) return;
  // WeChat's browser opens no other app.
  find(".wechat").hidden = !/MicroMessenger/i.test(navigator.userAgent);
  button.hidden = false;
  button.addEventListener("click", () => copy(field.value, "订阅地址已复制"));
  field.addEventListener("focus", () => field.select());
}

function setUpPlayer(player) {
  const audio = find("audio", player);
  const seek = find(".seek", player);
  const played = find(".played", player);
  const chapters = findAll(".chapters a");
  const sentences = findAll(".transcript a[id]");
  const chapterTimes = chapters.map((link) => Number(link.hash.slice(3)));
  const sentenceTimes = sentences.map((link) => Number(link.id.slice(2)));
  const whole = Number(player.dataset.seconds);
  const place = `at.${player.dataset.guid}`;
  let [chapter, sentence, waiting, touched] = [-1, -1, null, 0];

  const length = () => (Number.isFinite(audio.duration) ? audio.duration : whole);
  const now = () => (waiting === null ? audio.currentTime : waiting);

  function go(seconds) {
    const to = Math.min(Math.max(0, seconds), length());
    // Nothing of the sound is loaded for whoever only opens the page. A wish is kept until the browser knows the file.
    if (audio.readyState > 0) { waiting = null; audio.currentTime = to; show(); return; }
    const asked = waiting !== null;
    waiting = to;
    if (!asked) { audio.preload = "metadata"; audio.load(); }
    show();
  }
  function play() { audio.play().catch(() => say("无法播放：请检查网络后再试")); }
  function toggle() { if (audio.paused) play(); else audio.pause(); }

  // The last of the ascending times that is not after the given one.
  function last(ascending, seconds) {
    let [low, high] = [0, ascending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ascending[middle] <= seconds + 0.02) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  function show() {
    const at = now();
    find(".at", player).textContent = clock(at);
    seek.value = at;
    seek.setAttribute("aria-valuetext", `${clock(at)}，共${clock(length())}`);
    played.setAttribute("d", `M0 7h${length() ? (1000 * at) / length() : 0}`);
    // Before the first word, the part that is about to begin.
    const [newChapter, newSentence] = [Math.max(0, last(chapterTimes, at)), last(sentenceTimes, at)];
    if (newChapter !== chapter) {
      chapters[chapter]?.removeAttribute("aria-current");
      chapters[newChapter]?.setAttribute("aria-current", "true");
      chapter = newChapter;
      const title = chapters[chapter] ? find("b", chapters[chapter]).textContent : "";
      find(".now", player).textContent = title;
      tell(title);
    }
    if (newSentence !== sentence) {
      sentences[sentence]?.classList.remove("lit");
      sentences[newSentence]?.classList.add("lit");
      sentence = newSentence;
      if (!audio.paused) follow();
    }
  }

  // The lit sentence is kept in sight while the transcript is being read, and never against the reader's hand.
  function follow() {
    const text = find(".transcript").getBoundingClientRect();
    const visible = text.top < innerHeight && text.bottom > player.offsetHeight;
    if (!sentences[sentence] || !visible || Date.now() - touched < 4000) return;
    const box = sentences[sentence].getBoundingClientRect();
    if (box.top < player.offsetHeight + 20 || box.bottom > innerHeight - 60) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      scrollBy({ top: box.top - innerHeight * 0.4, behavior: calm ? "auto" : "smooth" });
    }
  }
  for (const kind of ["wheel", "touchmove"]) {
    addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
  }

  function tell(title) {
    if (!("mediaSession" in navigator)) return;
    const cover = new URL(player.dataset.cover, location.href).href;
    navigator.mediaSession.metadata = new MediaMetadata({
      title: title || player.dataset.title,
      artist: player.dataset.show,
      album: player.dataset.title,
      artwork: [{ src: cover, sizes: "320x320", type: "image/png" }],
    });
  }

  function wish() {
    const match = /^#t=(?:(\d+):)?(?:(\d+):)?(\d+(?:\.\d+)?)$/.exec(decodeURIComponent(location.hash));
    if (!match) return null;
    const [hours, minutes] = match[2] === undefined ? [0, match[1]] : [match[1], match[2]];
    return Number(hours || 0) * 3600 + Number(minutes || 0) * 60 + Number(match[3]);
  }

  function step(by) { go(now() + by); }
  function skip(by) {
    const to = chapterTimes[Math.min(Math.max(0, chapter + by), chapterTimes.length - 1)];
    if (to !== undefined) go(to);
  }

  audio.removeAttribute("controls");
  for (const part of [find(".controls", player), find(".now", player)]) part.hidden = false;
  seek.hidden = false;

  find(".play", player).addEventListener("click", toggle);
  find(".back", player).addEventListener("click", () => step(-15));
  find(".ahead", player).addEventListener("click", () => step(15));
  seek.addEventListener("input", () => go(Number(seek.value)));
  seek.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageUp: 30, PageDown: -30 }[event.key];
    if (by) { event.preventDefault(); event.stopPropagation(); step(by); }
  });

  // Over the time-line, the story that begins there.
  seek.addEventListener("pointermove", (event) => {
    const box = find("svg", player).getBoundingClientRect();
    const over = last(chapterTimes, ((event.clientX - box.left) / box.width) * length());
    seek.title = chapters[over] ? find("b", chapters[over]).textContent : "";
  });

  const speed = find("select", player);
  const kept = memory.get("speed");
  if ([...speed.options].some((option) => option.value === kept)) speed.value = kept;
  audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
  speed.addEventListener("change", () => {
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    memory.set("speed", speed.value);
  });

  for (const [index, link] of chapters.entries()) {
    link.addEventListener("click", (event) => { event.preventDefault(); go(chapterTimes[index]); play(); });
  }
  // One stop for the tab key; the arrows go from sentence to sentence.
  for (const [index, link] of sentences.entries()) {
    link.href = `#${link.id}`;
    link.tabIndex = index ? -1 : 0;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      go(sentenceTimes[index]);
      play();
    });
    link.addEventListener("keydown", (event) => {
      const other = sentences[index + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] || 0)];
      if (!other || other === link) return;
      event.preventDefault();
      [link.tabIndex, other.tabIndex] = [-1, 0];
      other.focus();
    });
  }

  audio.addEventListener("loadedmetadata", () => {
    seek.max = length();
    if (waiting !== null) { audio.currentTime = waiting; waiting = null; }
    show();
  });
  audio.addEventListener("error", () => say("音频无法载入：请检查网络后再试"));
  for (const kind of ["timeupdate", "seeked", "seeking"]) audio.addEventListener(kind, show);
  for (const kind of ["play", "pause", "ended"]) {
    audio.addEventListener(kind, () => {
      document.body.classList.toggle("playing", !audio.paused);
      find(".play", player).setAttribute("aria-label", audio.paused ? "播放" : "暂停");
    });
  }

  // Where the listener left off, kept at most every few seconds; a finished programme begins anew.
  let saved = 0;
  function save() {
    if (audio.readyState === 0 || audio.ended) return;
    if (audio.currentTime > 5 && audio.currentTime < length() - 5) memory.set(place, audio.currentTime.toFixed(1));
  }
  audio.addEventListener("timeupdate", () => { if (Date.now() - saved > 3000) { saved = Date.now(); save(); } });
  audio.addEventListener("pause", save);
  audio.addEventListener("ended", () => memory.drop(place));
  addEventListener("pagehide", save);

  const asked = wish();
  const left = Number(memory.get(place));
  if (asked !== null) go(asked);
  else if (left > 0) { go(left); say(`接着上次的 ${clock(left)}`); }
  addEventListener("hashchange", () => { const to = wish(); if (to !== null) go(to); });

  if ("mediaSession" in navigator) {
    const handlers = {
      play,
      pause: () => audio.pause(),
      seekbackward: (detail) => step(-(detail.seekOffset || 15)),
      seekforward: (detail) => step(detail.seekOffset || 15),
      seekto: (detail) => go(detail.seekTime),
      previoustrack: () => skip(-1),
      nexttrack: () => skip(1),
    };
    for (const [action, handler] of Object.entries(handlers)) {
      try { navigator.mediaSession.setActionHandler(action, handler); } catch { /* not known here */ }
    }
  }

  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const typing = event.target.closest("input:not(.seek), select, textarea");
    const pressing = event.target.closest("button, a");
    if (typing) return;
    if (event.key === " " && !pressing) { event.preventDefault(); toggle(); }
    else if (event.key === "ArrowLeft") { event.preventDefault(); step(-15); }
    else if (event.key === "ArrowRight") { event.preventDefault(); step(15); }
    else if (event.key === "/") { event.preventDefault(); find("#find").focus(); }
  });

  const share = find("#share");
  share.hidden = false;
  share.addEventListener("click", async () => {
    const url = new URL(location.href);
    url.hash = now() > 1 ? `t=${Math.floor(now())}` : "";
    if (navigator.share) {
      try { await navigator.share({ title: player.dataset.title, url: url.href }); } catch { /* called off */ }
    } else {
      copy(url.href, `链接已复制，从 ${clock(now())} 开始`);
    }
  });

  setUpSearch(sentences, player);
  show();
}

function setUpSearch(sentences, player) {
  const field = find("#find");
  const found = find(".found");
  const texts = sentences.map((link) => link.textContent);
  let [marks, current] = [[], -1];
  find("search").hidden = false;

  function look() {
    const wanted = field.value.trim().toLowerCase();
    [marks, current] = [[], -1];
    for (const [index, link] of sentences.entries()) {
      const [text, lower] = [texts[index], texts[index].toLowerCase()];
      link.replaceChildren();
      let from = 0;
      for (let at = wanted ? lower.indexOf(wanted) : -1; at >= 0; at = lower.indexOf(wanted, from)) {
        const mark = document.createElement("mark");
        mark.textContent = text.slice(at, at + wanted.length);
        link.append(text.slice(from, at), mark);
        marks.push(mark);
        from = at + wanted.length;
      }
      link.append(text.slice(from));
    }
    found.textContent = wanted ? (marks.length ? `${marks.length}处` : "没有") : "";
  }
  function next(by) {
    if (!marks.length) return;
    current = (current + by + marks.length) % marks.length;
    found.textContent = `${current + 1}/${marks.length}`;
    const box = marks[current].getBoundingClientRect();
    scrollBy({ top: box.top - player.offsetHeight - innerHeight * 0.2 });
  }
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); next(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { field.value = ""; look(); field.blur(); }
  });
}

setUpSubscribing();
const player = find(".player");
if (player) setUpPlayer(player);
