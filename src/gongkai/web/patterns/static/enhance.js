// The only script of our own; every page works without it. The server keeps the reading preferences in a cookie.
document.querySelectorAll("form[action='/preferences/']").forEach(form => form.addEventListener("submit", event => {
  if (!event.submitter || !window.fetch) return;
  event.preventDefault();
  const { name, value } = event.submitter, html = document.documentElement;
  const next = name === "contrast" && html.dataset.contrast === value ? "" : value;
  html.dataset[name] = next;
  form.querySelectorAll(`[name=${name}]`).forEach(b => b.setAttribute("aria-pressed", String(b.value === next)));
  const body = new URLSearchParams([[name, next || "off"]]);
  fetch(form.action, { method: "POST", body, credentials: "same-origin", keepalive: true }).catch(() => {}); // also when the next page is opened at once
}));
document.documentElement.dataset.script = "";
document.querySelectorAll("[data-print]").forEach(button => button.addEventListener("click", () => window.print()));
const wrong = document.querySelector(".errors");
if (wrong) wrong.focus();
const menu = document.querySelector(".side > details");
if (menu && matchMedia("(max-width: 48rem)").matches) menu.open = false;
document.querySelectorAll("details[data-wide]").forEach(d => { d.open = matchMedia("(min-width: 48.01rem)").matches; });
window.addEventListener("beforeprint", () => document.querySelectorAll("details.more").forEach(d => { d.open = true; }));
const find = document.getElementById("find");
if (find) document.addEventListener("keydown", event => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); find.focus(); }
});
// 听全文: a voice that this computer has itself reads the page aloud; without one there is no button, nothing is sent anywhere.
const listen = document.querySelector("[data-listen]"), speech = window.speechSynthesis;
if (listen && speech && window.SpeechSynthesisUtterance) {
  const words = listen.querySelector("span"), begin = words.textContent;
  const voice = () => speech.getVoices().find(v => v.localService && /^(zh|cmn)/i.test(v.lang));
  const show = () => { listen.hidden = !voice(); };
  const told = reading => { words.textContent = reading ? "停下不听" : begin; listen.setAttribute("aria-pressed", String(reading)); };
  const stop = () => { told(false); speech.cancel(); };
  const read = () => {
    const parts = ["h1", listen.dataset.listen].map(place => document.querySelector(`main ${place}`)).filter(Boolean);
    const sentences = parts.flatMap(part => part.innerText.match(/[^。！？；\n]{1,150}[。！？；]?/g) || []).filter(s => s.trim());
    sentences.forEach((sentence, place) => {
      const said = new SpeechSynthesisUtterance(sentence.trim());
      said.voice = voice(); said.lang = said.voice.lang; said.rate = .9;
      if (place === sentences.length - 1) said.onend = () => told(false);
      speech.speak(said);
    });
  };
  listen.addEventListener("click", () => {
    if (listen.getAttribute("aria-pressed") === "true") { stop(); return; }
    speech.cancel(); told(true); read();
  });
  if (speech.addEventListener) speech.addEventListener("voiceschanged", show);
  window.addEventListener("pagehide", () => speech.cancel());
  show();
}
// Suggestions are asked for when the writer pauses, never while a Chinese word is still being composed.
document.querySelectorAll("[data-asks]").forEach(box => {
  let pause;
  const ask = event => {
    clearTimeout(pause);
    if (!event.isComposing) pause = setTimeout(() => box.dispatchEvent(new Event("ask")), 600);
  };
  box.addEventListener("input", ask);
  box.addEventListener("compositionend", ask);
  // What arrives while the pointer is down waits until it is up: nothing goes away under a press.
  let down = false, arrived = null;
  addEventListener("pointerdown", () => { down = true; }, true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => {
    down = false;
    setTimeout(() => { if (arrived) { arrived(); arrived = null; } });
  }, true);
  document.addEventListener("htmx:beforeSwap", event => {
    const { target, serverResponse, shouldSwap, requestConfig } = event.detail;
    if (!down || !shouldSwap || requestConfig.elt !== box) return;
    event.detail.shouldSwap = false;
    arrived = () => { target.innerHTML = serverResponse; };
  });
});
