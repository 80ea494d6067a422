// The only script of our own; every page works without it. The server keeps the reading preferences in a cookie.
document.querySelectorAll("form[action='/preferences/']").forEach(form => form.addEventListener("submit", event => {
  if (!event.submitter || !window.fetch) return;
  event.preventDefault();
  const { name, value } = event.submitter, html = document.documentElement;
  const next = name === "contrast" && html.dataset.contrast === value ? "" : value;
  html.dataset[name] = next;
  form.querySelectorAll(`[name=${name}]`).forEach(b => b.setAttribute("aria-pressed", String(b.value === next)));
  fetch(form.action, { method: "POST", body: new URLSearchParams([[name, next || "off"]]), credentials: "same-origin" });
}));
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
